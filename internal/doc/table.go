package doc

// Align says where the content of a cell stands.
type Align int

const (
	Left Align = iota
	Right
	Center
	Decimal // figures: right, with their decimal points above each other
)

// Table is a grid of cells. Spans must neither overlap nor leave holes.
type Table struct {
	ID      string
	Number  string // 表1; "" when it is not numbered
	Caption string
	Unit    string // 万元, printed as 单位：万元; "" for none
	Columns []Column
	Head    []Row
	Body    []Row
	Foot    []Row      // totals
	Notes   [][]Inline // printed below, each whole ("注：…")
	Grid    bool       // a legal form with its full grid; else a three-line table
	Small   bool       // evidence: in the type of notes
	Turned  bool       // wants a turned page in print, however many columns it has
	Class   string     // name for the page's style sheet
}

// Column is what the cells of a column share.
type Column struct {
	Align Align
	Width int  // share of the table's width in thousandths; 0 for automatic
	Wide  bool // takes what the other automatic columns leave
}

// Row is a row of cells, those hidden by a row span of an earlier row left out.
type Row struct {
	ID    string // anchor
	Total bool   // a total: heavier
	Cells []Cell
}

// Cell is one cell.
type Cell struct {
	Content []Inline
	Label   string   // its column's head, for narrow screens; "" means none
	Drawing *Drawing // a bar in the cell, or its scale
	Header  bool
	Scope   string // col, row, colgroup, rowgroup
	Hidden  bool   // its text is for those who cannot see the table
	Cols    int    // column span, 0 means 1
	Rows    int    // row span, 0 means 1
	Align   *Align // differs from its column
}
