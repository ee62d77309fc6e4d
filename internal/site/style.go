package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"mingbai/internal/font"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// styleFile is the style of the PDFs, in the layouts folder.
const styleFile = "style.toml"

// loadStyle reads layouts/style.toml over the standard style, and its fonts.
// Without the file the standard style holds.
func loadStyle(layouts fs.FS) (*typeset.Style, *typeset.Faces, []source.Finding) {
	st := typeset.DefaultStyle()
	var root *source.Node
	data, err := fs.ReadFile(layouts, styleFile)
	if err == nil {
		file, faults := source.Parse("layouts/"+styleFile, data)
		if file == nil {
			return nil, nil, faults
		}
		root = file.Root
		if faults = append(faults, source.Bind(root, st, source.Context{})...); len(faults) > 0 {
			return nil, nil, faults
		}
		if err := st.Check(); err != nil {
			return nil, nil, []source.Finding{styleFault(root, err)}
		}
	}
	faces, faults := loadFaces(layouts, st, root)
	return st, faces, faults
}

// styleFault places a fault of the style at the key it speaks of.
func styleFault(root *source.Node, err error) source.Finding {
	at := source.Place{File: "layouts/" + styleFile, Line: 1, Column: 1}
	var e *typeset.StyleError
	if errors.As(err, &e) {
		if n := lookUp(root, e.Key); n != nil {
			at = n.Place
		}
	}
	return source.Finding{Rule: source.RuleLayout, Place: at, Message: err.Error(), Hint: "改这个值，或删掉这一行用标准样式"}
}

// lookUp finds a node by its dotted key.
func lookUp(n *source.Node, key string) *source.Node {
	for _, k := range strings.Split(key, ".") {
		if n = n.Get(k); n == nil {
			return nil
		}
	}
	return n
}

// loadFaces parses the font of each role; roles that share a file share a face.
func loadFaces(layouts fs.FS, st *typeset.Style, root *source.Node) (*typeset.Faces, []source.Finding) {
	f := st.Fonts
	files := [typeset.RoleCount]struct{ key, file string }{
		typeset.TitleFace: {"title", f.Title}, typeset.BodyFace: {"body", f.Body},
		typeset.HeadFace: {"h1", f.H1}, typeset.KaiFace: {"h2", f.H2},
		typeset.SansFace: {"sans", f.Sans}, typeset.LatinFace: {"latin", f.Latin},
	}
	var faces typeset.Faces
	var faults [typeset.RoleCount]*source.Finding
	var wait sync.WaitGroup
	for role := range files {
		first := role
		for i := range role {
			if files[i].file == files[role].file {
				first = i
				break
			}
		}
		if first != role {
			defer func() { faces[role] = faces[first] }()
			continue
		}
		wait.Add(1)
		go func() {
			defer wait.Done()
			face, err := loadFace(layouts, files[role].file)
			if err != nil {
				faults[role] = fontFault(root, files[role].key, files[role].file, err)
			}
			faces[role] = face
		}()
	}
	wait.Wait()
	var out []source.Finding
	for _, fault := range faults {
		if fault != nil {
			out = append(out, *fault)
		}
	}
	return &faces, out
}

func loadFace(layouts fs.FS, file string) (*font.Face, error) {
	if !fs.ValidPath(file) || path.Ext(file) == "" {
		return nil, errors.New("路径不对：要写相对于版式目录的路径，不能有“..”")
	}
	data, err := fs.ReadFile(layouts, file)
	if err != nil {
		return nil, errors.New("文件不存在")
	}
	return font.Parse(data)
}

func fontFault(root *source.Node, key, file string, err error) *source.Finding {
	at := source.Place{File: "layouts/" + styleFile, Line: 1, Column: 1}
	if root != nil {
		if n := lookUp(root, "fonts."+key); n != nil {
			at = n.Place
		}
	}
	return &source.Finding{
		Rule: source.RuleLayout, Place: at,
		Message: fmt.Sprintf("字体“%s”不能用：%v", file, err),
		Hint:    "写一个 TrueType（.ttf）字体文件的路径，相对于版式目录",
	}
}

// checkGlyphs reports every character of the content that no face can show, at
// its place, so that nothing is ever printed as an empty box. Comments are free.
func checkGlyphs(tree *source.Tree, faces *typeset.Faces) []source.Finding {
	g := glyphs{faces: faces}
	for _, p := range tree.Paths() {
		data := tree.Data(p)
		if !utf8.Valid(data) || !bytes.ContainsAny(data, "\\") && !g.lacksAny(data) {
			continue // nothing lacking, or a fault of its own; an escape may hide anything
		}
		if file, _ := source.Parse(p, data); file != nil {
			g.count = 0
			g.node(file.Root)
		}
	}
	return g.found
}

// maxGlyphFaults is how many such characters of a file are listed.
const maxGlyphFaults = 20

type glyphs struct {
	faces *typeset.Faces
	count int          // in the file at hand
	known [1024]uint64 // which characters of the basic plane some face has, as far as they were asked for
	found []source.Finding
}

func (g *glyphs) node(n *source.Node) {
	if g.count >= maxGlyphFaults {
		return
	}
	if text, ok := n.Value.(string); ok && n.Kind == source.KindString {
		for i, r := range text {
			if !g.lacks(r) {
				continue
			}
			g.found = append(g.found, noGlyph(n.PlaceAt(i), r))
			if g.count++; g.count == maxGlyphFaults {
				return
			}
		}
	}
	for _, item := range n.Items {
		g.node(item)
	}
}

func noGlyph(at source.Place, r rune) source.Finding {
	return source.Finding{
		Rule: source.RuleNoGlyph, Place: at,
		Message: fmt.Sprintf("“%c”（U+%04X）没有字体能显示", r, r),
		Hint:    "换一个字；确实要用的，在 layouts/style.toml 里换一个有这个字的字体",
	}
}

// lacksAny reports whether a text has a character that no face has. Nearly all are
// known after a few files, so that they are only looked up.
func (g *glyphs) lacksAny(data []byte) bool {
	for i := 0; i < len(data); {
		r, size := rune(data[i]), 1
		switch {
		case r < utf8.RuneSelf:
		case r>>4 == 0xe && i+2 < len(data): // valid, and three bytes long as hanzi are
			r, size = r&0xf<<12|rune(data[i+1])&0x3f<<6|rune(data[i+2])&0x3f, 3
		default:
			r, size = utf8.DecodeRune(data[i:])
		}
		if (r >= 1<<16 || g.known[r/64]&(1<<(r%64)) == 0) && g.lacks(r) {
			return true
		}
		i += size
	}
	return false
}

// lacks reports whether no face has the character.
func (g *glyphs) lacks(r rune) bool {
	blank := r == '\n' || r == '\r' || r == '\t' || r == '\ufeff'
	if !blank && !slices.ContainsFunc(g.faces[:], func(f *font.Face) bool { return f != nil && f.Has(r) }) {
		return true
	}
	if r < 1<<16 {
		g.known[r/64] |= 1 << (r % 64)
	}
	return false
}

// checkLayoutGlyphs does the same for the text of the layouts.
func checkLayoutGlyphs(layouts *layoutFiles, faces *typeset.Faces) []source.Finding {
	g := glyphs{faces: faces}
	for _, in := range layouts.inputs {
		if path.Dir(in.Path) != "layouts" || path.Ext(in.Path) != ".md" {
			continue
		}
		data, err := fs.ReadFile(layouts, strings.TrimPrefix(in.Path, "layouts/"))
		if err != nil || strings.IndexFunc(string(data), g.lacks) < 0 {
			continue
		}
		for i, line := range strings.Split(string(data), "\n") {
			column := 0
			for _, r := range line {
				if column++; g.lacks(r) {
					g.found = append(g.found, noGlyph(source.Place{File: in.Path, Line: i + 1, Column: column}, r))
				}
			}
		}
	}
	return g.found
}
