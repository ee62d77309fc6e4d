package typeset

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
)

// Characters that steer the line breaker and are never painted.
const (
	wordBreak = '\u200b' // a heading may be broken here
	joiner    = '\u2060' // never broken here
)

// textStyle is how text is set.
type textStyle struct {
	role     Role
	size     Length
	tracking Length  // behind characters that are not Latin
	signs    signs   // how the signs of a formula are spaced
	link     *linkTo // where it leads, or nil
}

// linkTo is where text leads: #id, or an outside address.
type linkTo struct{ href, alt string }

// span is text of one face and size that belongs to one element.
type span struct {
	text     string
	role     Role
	size     Length
	tracking Length
	raise    Length
	of       *Element
	link     *linkTo
	mark     int // the footnote it refers to, 0 for none
	glue     bool
	framed   bool // a duty not yet fulfilled: in a dashed frame
	signs    signs
	tail     bool // the last character of the span before, cut off for its tracking
	ends     bool // no text: the line ends here
}

// inlines appends the spans of in, which belongs to element of.
func (s *setter) inlines(dst []span, in []doc.Inline, st textStyle, of *Element) []span {
	for _, n := range in {
		switch n := n.(type) {
		case doc.Text:
			dst = s.split(dst, n.S, st, of)
		case doc.Strong:
			dst = s.inlines(dst, n.Content, st.in(HeadFace), of)
		case doc.Emphasis:
			dst = s.inlines(dst, n.Content, st.in(KaiFace), of)
		case doc.Code:
			dst = s.split(dst, n.S, st.literal(), of)
		case doc.Link:
			inner, elem := s.linked(n.Href, func() string { return doc.PlainText(n.Content) }, st, of)
			dst = s.inlines(dst, n.Content, inner, elem)
		case doc.FigureRef:
			dst = s.figure(dst, &n, st, of)
		case doc.Said:
			dst = s.inlines(dst, n.Content, st, of)
			dst = s.mark(dst, n.Mark, st, of)
		case doc.Mark:
			dst = s.mark(dst, &n, st, of)
		case doc.Missing:
			dst = s.missingDuty(dst, n.S, st, of)
		case doc.None:
			dst = s.split(dst, n.S, st, of)
		case doc.PlaceRef:
			dst = s.place(dst, &n, st, of)
		case doc.Break:
			dst = append(dst, span{ends: true})
		case doc.WordBreak:
			dst = append(dst, span{text: string(wordBreak), role: st.role, size: st.size, of: of})
		default:
			s.fail(fmt.Errorf("版式不认识的内容 %T", n))
		}
	}
	return dst
}

// in is the style in another face; Latin faces and grids don't go along.
func (st textStyle) in(role Role) textStyle {
	st.role = role
	return st
}

// literal is the style of keys and paths.
func (st textStyle) literal() textStyle {
	st.role, st.tracking, st.size = SansFace, 0, st.size*9/10
	return st
}

// split appends text, cut where the face changes or tracking does.
func (s *setter) split(dst []span, text string, st textStyle, of *Element) []span {
	from := 0
	var role Role
	var latin bool
	flush := func(to int) {
		if to == from {
			return
		}
		tracking := st.tracking
		if latin {
			tracking = 0
		}
		dst = append(dst, span{text: text[from:to], role: role, size: st.size, tracking: tracking,
			of: of, link: st.link, signs: st.signs})
		from = to
	}
	for i, r := range text {
		next, isLat := s.pick(st.role, r), st.tracking != 0 && isLatin(r)
		if i > 0 && (next != role || isLat != latin) {
			flush(i)
		}
		role, latin = next, isLat
	}
	flush(len(text))
	return dst
}

// figure appends a printed figure with its unit and its mark, none of which are
// ever parted.
func (s *setter) figure(dst []span, n *doc.FigureRef, st textStyle, of *Element) []span {
	inner, elem := s.printing(n, st, of)
	from := len(dst)
	dst = s.split(dst, n.Text, inner, elem)
	if n.Unit != "" {
		dst = append(dst, span{text: string(joiner), role: st.role, size: st.size, of: elem, link: inner.link})
		dst = s.split(dst, n.Unit, inner, elem)
	}
	for i := from; i < len(dst); i++ {
		dst[i].glue = true
	}
	return s.mark(dst, n.Mark, st, of)
}

// printing is the style and the element of a printed figure. The element holds the
// figure with its unit and nothing else, and names it.
func (s *setter) printing(n *doc.FigureRef, st textStyle, of *Element) (textStyle, *Element) {
	inner, elem := s.linked(n.Href, func() string { return figureAlt(n) }, st, of)
	if n.Key == "" {
		return inner, elem
	}
	if elem == of {
		elem = of.kid("Span")
	}
	elem.Figure = n.Key
	return inner, elem
}

// figureAlt says in words where a figure leads.
func figureAlt(n *doc.FigureRef) string {
	if n.Title == "" {
		return n.Text + n.Unit
	}
	return n.Title + "：" + n.Text + n.Unit
}

// mark appends the raised reference to a difference.
func (s *setter) mark(dst []span, m *doc.Mark, st textStyle, of *Element) []span {
	if m == nil {
		return dst
	}
	inner, elem := s.linked(m.Href, func() string { return "数据核对" + m.String() }, st, of)
	inner.size, inner.tracking, inner.role = st.size*62/100, 0, BodyFace
	from := len(dst)
	dst = s.split(dst, m.String(), inner, elem)
	for i := from; i < len(dst); i++ {
		dst[i].glue, dst[i].raise, dst[i].mark = true, st.size*34/100, m.N
	}
	return dst
}

// missingDuty appends 待填 in its frame. The breaker knows of the frame's sides
// by the tracking of joiners.
func (s *setter) missingDuty(dst []span, text string, st textStyle, of *Element) []span {
	inner := st.in(HeadFace)
	inner.size = min(st.size, max(st.size*3/4, s.noteSize))
	inner.tracking = 0
	side := span{text: string(joiner), role: HeadFace, size: inner.size, tracking: framePad(inner.size), of: of, link: st.link}
	dst = append(dst, side)
	from := len(dst)
	dst = s.split(dst, text, inner, of)
	for i := from; i < len(dst); i++ {
		dst[i].glue, dst[i].framed = true, true
	}
	return append(dst, side)
}

// framePad is the white at the sides of framed text.
func framePad(size Length) Length { return size * 27 / 100 }

// framePadY is the white above and below it.
func framePadY(size Length) Length { return size * 3 / 20 }

// place appends a position in an input file.
func (s *setter) place(dst []span, n *doc.PlaceRef, st textStyle, of *Element) []span {
	inner, elem := s.linked(n.Href, n.String, st.literal(), of)
	return s.split(dst, n.String(), inner, elem)
}

// linked is the style and the element of text that leads to href: st and of
// themselves where print can't follow the link.
func (s *setter) linked(href string, alt func() string, st textStyle, of *Element) (textStyle, *Element) {
	if !s.leads(href) || st.link != nil {
		return st, of
	}
	st.link = &linkTo{href: href, alt: alt()}
	return st, of.kid("Link")
}

// leads says whether a link works on paper: to another place of this document, or
// to an outside address.
func (s *setter) leads(href string) bool {
	if id, ok := strings.CutPrefix(href, "#"); ok {
		return s.ids[id] && id != s.self
	}
	for _, scheme := range [...]string{"http://", "https://", "mailto:"} {
		if strings.HasPrefix(href, scheme) {
			return true
		}
	}
	return false
}

// kid adds an element below e.
func (e *Element) kid(tag string) *Element {
	k := &Element{Tag: tag}
	e.Kids = append(e.Kids, k)
	return k
}
