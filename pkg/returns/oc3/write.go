package oc3

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
)

// columns are those of the file, in the order in which we write them.
var columns = [5]string{"CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"}

// WriteCSV writes the return as the DfE takes it: these columns and no more,
// days as dd/mm/yyyy, lines that end in CR LF.
func WriteCSV(to io.Writer, rows []Row) error {
	w := csv.NewWriter(to)
	w.UseCRLF = true
	if err := w.Write(columns[:]); err != nil {
		return fmt.Errorf("write the return: %w", err)
	}
	for _, r := range rows {
		var line [5]string
		for i, c := range r.submitted().Cells() {
			line[i] = c.Value
		}
		if err := w.Write(line[:]); err != nil {
			return fmt.Errorf("write the return: %w", err)
		}
	}
	w.Flush()
	return w.Error()
}

// xmlHeader is a child's part of the XML upload (docs/domain.md section 3.1).
type xmlHeader struct {
	Child   string `xml:"CHILDID"`
	DOB     string `xml:"DOB"`
	InTouch string `xml:"IN_TOUCH"`
	Activ   string `xml:"ACTIV"`
	Accom   string `xml:"ACCOM"`
}

type xmlChild struct {
	XMLName xml.Name  `xml:"CHILD"`
	Header  xmlHeader `xml:"HEADER"`
}

// WriteXML writes the same rows as XML.
func WriteXML(to io.Writer, rows []Row) error {
	if _, err := io.WriteString(to, xml.Header); err != nil {
		return fmt.Errorf("write the return: %w", err)
	}
	e := xml.NewEncoder(to)
	root := xml.StartElement{Name: xml.Name{Local: "EXPSSDA903"}}
	err := e.EncodeToken(root)
	for i := 0; i < len(rows) && err == nil; i++ {
		r := rows[i].submitted()
		err = e.Encode(xmlChild{Header: xmlHeader{r.Child.Value, r.DOB.Value, r.InTouch.Value, r.Activ.Value, r.Accom.Value}})
	}
	if err == nil {
		err = e.EncodeToken(root.End())
	}
	if err == nil {
		err = e.Close()
	}
	if err != nil {
		return fmt.Errorf("write the return: %w", err)
	}
	return nil
}
