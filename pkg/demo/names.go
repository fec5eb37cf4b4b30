package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Names that nobody bears together: invented given names, and surnames that are
// birds, trees and rivers for care leavers, stones and weather for staff.
var (
	givenNames = strings.Fields(`
		Adrelle Alvani Amarou Ardwyn Ashbeck Aurelto Bexley Birani Brannoc Brisa Caldine Camrosh Celune Corvan Dalia Darvesh
		Delmar Deshane Dovrin Eilara Elonwy Embrith Esmeri Evanor Fableen Farouli Fennick Fiorah Galwen Ganesha Halima Harkin
		Ibarra Idrisse Illyan Imarah Jaspar Jelani Jorunn Kaelith Kamaro Kestra Kirabo Lamorna Leocan Lioren Lumina Maelys
		Marzio Mirembe Morvane Nadiri Nerys Nimmo Odalys Olani Orsen Pavlo Perrin Quilla Radomir Rafiq Rhiane Roswen Sabeen
		Saffran Selkie Soraya Tamsyr Tariko Tesfa Thandar Torvil Ulani Umberto Valora Verity Wendeln Xanthe Yaredi Yovani
		Zahir Zelinda Zorah`)
	careLeaverSurnames = strings.Fields(`
		Alder Almond Aspen Avocet Barnowl Beech Bittern Blackthorn Bullfinch Bunting Buzzard Calder Cedar Chaffinch Chestnut
		Cormorant Crossbill Curlew Cypress Derwent Dipper Dotterel Dove Dunlin Dunnock Eider Elder Elm Fieldfare Firecrest
		Fulmar Gannet Godwit Goldfinch Goosander Grebe Greenshank Guillemot Harrier Hawthorn Hazel Heron Holly Hornbeam Jackdaw
		Juniper Kestrel Kingfisher Kittiwake Lapwing Larch Linden Linnet Magpie Mallard Maple Medway Merlin Mersey Mistletoe
		Nightjar Nuthatch Oriole Osprey Ouse Ouzel Petrel Pintail Pipit Plover Pochard Poplar Puffin Razorbill Redpoll Redstart
		Redwing Ribble Rowan Sanderling Sandpiper Severn Shearwater Shoveler Siskin Skylark Smew Snipe Spoonbill Starling
		Stonechat Swale Sycamore Tamar Teal Tern Thames Treecreeper Trent Turnstone Twite Wagtail Warbler Waxwing Wharfe
		Wheatear Whinchat Whitethroat Wigeon Willow Woodcock Wren Yaffle Yew`)
	staffSurnames = strings.Fields(`
		Agate Amber Basalt Beryl Breeze Chalk Cirrus Coral Drizzle Feldspar Flint Frost Gabbro Gneiss Granite Gypsum Hail
		Jasper Limestone Marble Mistral Mizzle Obsidian Onyx Opal Pebble Pumice Quartz Rainbow Sandstone Schist Shale Slate
		Sleet Squall Stratus Sunshine Tempest Thaw Thunder Topaz Tuff Zephyr Zircon`)
	streets = strings.Fields(`
		Acorn Amberlight Bramble Cobweb Daydream Echo Fernseed Gossamer Halfmoon Inkwell Jackstraw Kitestring Lanternlight
		Marzipan Nonesuch Oddfellow Paperboat Quillfeather Rainpuddle Sundial Thistledown Umbrella Velvet Whistledown Yonder Zigzag`)
	streetKinds = []string{"Row", "Lane", "Street", "Close", "Terrace", "Walk", "Court", "Rise"}
	towns       = []string{"Nowhere-on-Sea", "Little Figment", "Great Figment", "Mirage Bay", "Inventing", "Imagined Heath"}
	teamNames   = []string{"Harbour", "Orchard", "Lantern", "Millrace", "Foxglove", "Quayside", "Beacon", "Meadow"}
)

// fullName deals the n-th of all pairs of a given name and a surname; no two
// below len(given) × len(surnames) are the same when both lengths share no
// divisor, and few are otherwise.
func fullName(n int, surnames []string) (given, family string) {
	round := n / len(surnames)
	return givenNames[(n*31+round)%len(givenNames)], surnames[n%len(surnames)]
}

// address draws a place to live. There is no postcode area ZZ.
func address(r *rand.Rand) (line, postcode string) {
	line = fmt.Sprintf("%d %s %s, %s", between(r, 1, 120), pick(r, streets), pick(r, streetKinds), pick(r, towns))
	if chance(r, 0.4) {
		line = fmt.Sprintf("Flat %d, %s", between(r, 1, 12), line)
	}
	return line, fmt.Sprintf("ZZ%d %d%c%c", between(r, 1, 9), between(r, 1, 9), 'A'+rune(r.IntN(8)), 'Q'+rune(r.IntN(8)))
}

// phone draws one of the numbers that Ofcom keeps for fiction.
func phone(r *rand.Rand) string { return fmt.Sprintf("07700 900%03d", r.IntN(1000)) }
