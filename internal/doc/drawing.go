package doc

// Drawing is a picture made of rectangles, lines, areas and labels, drawn as
// vectors by both writers.
//
// Across, positions are millionths of the drawing's width, so that it stretches
// with its page; down, they are thousandths of a rem on the web and of 4 mm in
// print, and y grows downwards. Every tone is readable in grey.
type Drawing struct {
	ID     string
	Title  string // what it shows
	Desc   string // all its values, for those who cannot see it
	Height int    // thousandths
	Shapes []Shape
}

// Full is the whole width of a drawing.
const Full = 1_000_000

// Shape is one of Rect, Line, Area and Label.
type Shape interface{ shape() }

// Fill is how an area is filled.
type Fill int

const (
	Solid  Fill = iota // data
	Hatch              // 45° hatch with an outline
	Open               // paper with an outline
	Dashed             // paper with a dashed outline: not reported
)

// Rect is a rectangle.
type Rect struct {
	X, W int // millionths
	Y, H int // thousandths
	Fill Fill
}

// Stroke is how a line is drawn.
type Stroke int

const (
	Hair Stroke = iota // a thin guide
	Axis               // an axis
	Data               // a series
	Part               // a series that is not complete: dashed
)

// Line is a straight line.
type Line struct {
	X1, Y1, X2, Y2 int
	Stroke         Stroke
}

// Point is a position.
type Point struct{ X, Y int }

// Area is a closed shape that opens one bar into another (the wedge of a
// magnification): a faint fill on the web, thin edges in print.
type Area struct{ Points []Point }

// Dot is a value of a series.
type Dot struct {
	X, Y   int
	Hollow bool // not complete
}

// Anchor says which end of a label stands at X.
type Anchor int

const (
	Start Anchor = iota
	Middle
	End
)

// Label is a line of text; Y is its baseline. A drawing that is narrower than Least
// has no room for it: its value stands in the description and in the data.
type Label struct {
	X, Y   int
	Anchor Anchor
	Small  bool // a scale
	Least  int  // thousandths of the label's size; 0 for any drawing
	Parts  []LabelPart
}

// LabelPart is a piece of a label: text, or a figure in a heavier face.
type LabelPart struct {
	Text   string
	Figure *FigureRef // printed instead of Text, its unit as a separate part
}

func (Rect) shape()  {}
func (Line) shape()  {}
func (Area) shape()  {}
func (Dot) shape()   {}
func (Label) shape() {}
