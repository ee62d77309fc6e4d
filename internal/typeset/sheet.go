package typeset

// sheet is a style in lengths, and what follows from it.
type sheet struct {
	width, height Length // of the paper
	top, left     Length // of the text block
	textW, textH  Length
	lines         int
	advance       Length // from character to character on the grid
	tracking      Length // what the grid adds behind a character of the body
	numberAxis    Length // y of the axis of the page number
	headRule      Length // from the rule of a running head to the text block

	titleSize, titlePitch, bodySize, captionSize Length
	cellSize, cellPitch, formSize, formPitch     Length
	noteSize, notePitch, numberSize              Length
	heroSize, heroUnitSize, keySize, valueSize   Length
	least, formLeast                             Length
	thick, summaryRule, thin, hair               Length
	frameRule, hatchRule, dataRule               Length
	blockGap, blockTight, gridGap                Length
	footRule, footGap, footAbove                 Length
	lastGap                                      Length
	entryLeft                                    Length
	hatchStep, rem                               Length
	gap, gridPad, gridLead, bar, whole           Length
	landscape                                    int
	palette                                      Palette
}

// newSheet converts a style once.
func newSheet(s *Style) *sheet {
	mm := func(n int) Length { return Mm(int64(n)) }
	pt := func(tenths int) Length { return Length(tenths) * Pt / 10 }
	line := func(hundredths int) Length { return Length(hundredths) * Pt / 100 }
	h := &sheet{
		width: mm(s.Page.Width), height: mm(s.Page.Height), top: mm(s.Page.Top), left: mm(s.Page.Left),
		textW: mm(s.Page.TextWidth), textH: mm(s.Page.TextHeight), lines: s.Page.Lines,
		numberAxis: mm(s.Page.Top + s.Page.TextHeight + s.Page.Number),
		headRule:   mm(s.Page.Head),
		titleSize:  pt(s.Size.Title), titlePitch: pt(s.Size.TitlePitch), bodySize: pt(s.Size.Body),
		captionSize: pt(s.Size.Caption), cellSize: pt(s.Size.Cell), cellPitch: pt(s.Size.CellPitch),
		formSize: pt(s.Size.Form), formPitch: pt(s.Size.FormPitch),
		noteSize: pt(s.Size.Note), notePitch: pt(s.Size.NotePitch), numberSize: pt(s.Size.Number),
		heroSize: pt(s.Size.Hero), heroUnitSize: pt(s.Size.HeroUnit), keySize: pt(s.Size.Key), valueSize: pt(s.Size.Value),
		least: pt(s.Size.Least), formLeast: pt(s.Table.FormLeast),
		thick: line(s.Rule.Thick), summaryRule: line(s.Rule.Summary), thin: line(s.Rule.Thin), hair: line(s.Rule.Hair),
		frameRule: line(s.Rule.Frame), hatchRule: line(s.Rule.Hatch), dataRule: line(s.Rule.Data),
		blockGap: mm(s.Space.Block), blockTight: mm(s.Space.BlockTight), gridGap: mm(s.Space.Grid),
		footRule: mm(s.Space.FootRule), footGap: mm(s.Space.FootGap), footAbove: mm(s.Space.FootAbove),
		lastGap: mm(s.Space.LastGap), entryLeft: mm(s.Space.EntryLeft), hatchStep: mm(s.Space.HatchStep), rem: mm(s.Space.DrawingUnit),
		gap: mm(s.Table.Gap), gridPad: mm(s.Table.GridPad), gridLead: mm(s.Table.GridLead),
		bar: mm(s.Table.Bar), whole: mm(s.Table.Whole), landscape: s.Table.Landscape,
		palette: s.Colour.palette(),
	}
	h.advance = h.textW / Length(s.Page.Columns)
	h.tracking = h.advance - h.bodySize
	return h
}

// gridLine is where line n of the grid begins, counted from 0 and from the top
// of the text block.
func (h *sheet) gridLine(n int) Length { return Length(n) * h.textH / Length(h.lines) }

// pitch is the distance between lines of the grid, rounded down.
func (h *sheet) pitch() Length { return h.textH / Length(h.lines) }

// snap is the first line of the grid at or below y, measured from the top of
// the text block.
func (h *sheet) snap(y Length) Length {
	n := int(y * Length(h.lines) / h.textH)
	for h.gridLine(n) < y {
		n++
	}
	return h.gridLine(n)
}

// ascent is how far the baseline lies below the top of the em box; all faces
// are set as if it were the same, so that they stand on one line.
func ascent(size Length) Length { return size * 880 / 1000 }

// baseline is where text of a size stands in a line of the given height, its em
// box centred.
func baseline(height, size Length) Length { return (height-size)/2 + ascent(size) }
