package web

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"strings"

	"intouch/pkg/web/pages"
)

// digest tells one text from another.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// changes shows what is other in a text than in the one before, line by line,
// with a few lines around each change.
func changes(before, after string) pages.Component {
	lines := difference(strings.Split(strings.TrimRight(before, "\n"), "\n"), strings.Split(strings.TrimRight(after, "\n"), "\n"))
	var b strings.Builder
	for i, l := range lines {
		if near(lines, i) {
			b.WriteString(l.html())
		} else if i > 0 && near(lines, i-1) {
			b.WriteString("<span class=\"app-quiet\">…</span>\n")
		}
	}
	if b.Len() == 0 {
		return pages.Inset{Text: "Nothing is other than in the version before."}
	}
	return pages.Inset{HTML: template.HTML("<pre class=\"app-code\">" + b.String() + "</pre>")}
}

// diffLine is a line that is in both texts, was taken out, or was put in.
type diffLine struct {
	sign byte // ' ', '-', '+'
	text string
}

func (l diffLine) html() string {
	text := template.HTMLEscapeString(string(l.sign) + " " + l.text)
	switch l.sign {
	case '-':
		return "<del>" + text + "</del>\n"
	case '+':
		return "<ins>" + text + "</ins>\n"
	}
	return text + "\n"
}

// around is how many lines are shown on each side of a change.
const around = 2

func near(lines []diffLine, i int) bool {
	for j := max(0, i-around); j <= min(len(lines)-1, i+around); j++ {
		if lines[j].sign != ' ' {
			return true
		}
	}
	return false
}

// difference finds the lines that both texts have in the same order, as many as
// there are. A policy has a hundred lines or two: the square of that is little.
func difference(before, after []string) []diffLine {
	common := make([][]int, len(before)+1) // of what is left of each
	for i := range common {
		common[i] = make([]int, len(after)+1)
	}
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			if before[i] == after[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var lines []diffLine
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		switch {
		case i < len(before) && j < len(after) && before[i] == after[j]:
			lines = append(lines, diffLine{' ', before[i]})
			i, j = i+1, j+1
		case j == len(after) || i < len(before) && common[i+1][j] >= common[i][j+1]:
			lines = append(lines, diffLine{'-', before[i]})
			i++
		default:
			lines = append(lines, diffLine{'+', after[j]})
			j++
		}
	}
	return lines
}
