package font

import (
	"encoding/binary"
	"errors"
	"fmt"
)

var be = binary.BigEndian

// tables are the parts of a font file that are read or copied. A table that the file lacks is nil.
type tables struct {
	head, hhea, maxp, hmtx, loca, glyf, cmap, name, os2, post []byte
}

// Parse reads a TrueType face with glyf outlines. It keeps data by reference and never changes it;
// nor may the caller, as long as the face is in use.
func Parse(data []byte) (*Face, error) {
	f := new(Face)
	steps := []func() error{
		func() error { return f.t.read(data) },
		f.readHead, f.readMetrics, f.readLoca, f.readCmap, f.readNames, f.readOS2,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// flavour refuses the font formats that are not plain TrueType, each by its name.
func flavour(data []byte) error {
	if len(data) < 12 {
		return errors.New("不是字体文件：内容过短")
	}
	switch string(data[:4]) {
	case "\x00\x01\x00\x00", "true":
		return nil
	case "OTTO":
		return errors.New("这是 OpenType（CFF 轮廓）字体，只支持 glyf 轮廓的 TrueType 字体（.ttf）")
	case "ttcf":
		return errors.New("这是 TTC 字体集合，请先拆成单个 .ttf 文件")
	case "wOFF", "wOF2":
		return errors.New("这是网页字体（WOFF），请改用 .ttf 文件")
	}
	return errors.New("不是 TrueType 字体文件")
}

// read finds the tables. Every table of the file must lie within it, wanted or not: a download
// that broke off is told here.
func (t *tables) read(data []byte) error {
	if err := flavour(data); err != nil {
		return err
	}
	n := int(be.Uint16(data[4:]))
	if 12+16*n > len(data) {
		return errors.New("字体文件不完整：表目录被截断")
	}
	found := make(map[string][]byte, n)
	for i := range n {
		rec := data[12+16*i:]
		tag := string(rec[:4])
		off, size := uint64(be.Uint32(rec[8:])), uint64(be.Uint32(rec[12:]))
		if off+size > uint64(len(data)) {
			return fmt.Errorf("字体文件不完整：%q 表超出文件末尾", tag)
		}
		if _, twice := found[tag]; !twice {
			found[tag] = data[off : off+size : off+size]
		}
	}
	return t.take(found)
}

// take sorts the found tables into t, and refuses a face that lacks one it can't do without.
func (t *tables) take(found map[string][]byte) error {
	if found["fvar"] != nil {
		return errors.New("这是可变字体，请改用其中一个字重的静态 .ttf 文件")
	}
	if found["glyf"] == nil && (found["CFF "] != nil || found["CFF2"] != nil) {
		return errors.New("字体没有 glyf 轮廓（只有 CFF 轮廓），只支持 TrueType 字体（.ttf）")
	}
	for _, want := range []struct {
		tag string
		to  *[]byte
		min int // bytes; -1 where the table may be missing
	}{
		{"head", &t.head, 54}, {"hhea", &t.hhea, 36}, {"maxp", &t.maxp, 32}, {"hmtx", &t.hmtx, 4},
		{"loca", &t.loca, 4}, {"glyf", &t.glyf, 0}, {"cmap", &t.cmap, 4},
		{"name", &t.name, -1}, {"OS/2", &t.os2, -1}, {"post", &t.post, -1},
	} {
		b, ok := found[want.tag]
		if !ok && want.min >= 0 {
			return fmt.Errorf("字体缺少 %q 表", want.tag)
		}
		if len(b) < want.min {
			return short(want.tag)
		}
		*want.to = b
	}
	return nil
}

// short says that a table ends before what it must hold.
func short(tag string) error { return fmt.Errorf("字体已损坏：%q 表过短", tag) }

// readHead reads the grid, the number of glyphs and the kind of loca.
func (f *Face) readHead() error {
	if be.Uint32(f.t.head[12:]) != 0x5F0F3CF5 {
		return errors.New(`字体已损坏："head" 表没有标记`)
	}
	f.upem = int(be.Uint16(f.t.head[18:]))
	if f.upem < 16 || f.upem > 16384 {
		return fmt.Errorf("字体已损坏：每 em 单位数 %d 不在 16 至 16384 之间", f.upem)
	}
	switch format := be.Uint16(f.t.head[50:]); format {
	case 0, 1:
		f.longLoca = format == 1
	default:
		return fmt.Errorf("字体已损坏：未知的 loca 格式 %d", format)
	}
	f.glyphs = int(be.Uint16(f.t.maxp[4:]))
	if f.glyphs == 0 {
		return errors.New("字体里没有字形")
	}
	return nil
}

// readMetrics reads the advance of every glyph; those after the last entry share its advance.
func (f *Face) readMetrics() error {
	f.hmetrics = int(be.Uint16(f.t.hhea[34:]))
	if f.hmetrics == 0 || f.hmetrics > f.glyphs {
		return fmt.Errorf("字体已损坏：%d 个字形有 %d 个字宽", f.glyphs, f.hmetrics)
	}
	if len(f.t.hmtx) < 4*f.hmetrics+2*(f.glyphs-f.hmetrics) {
		return short("hmtx")
	}
	f.adv = make([]int32, f.glyphs)
	for g := range f.adv {
		f.adv[g] = int32(f.scale(int(f.advance(g))))
	}
	f.ascent = f.scale(int(int16(be.Uint16(f.t.hhea[4:]))))
	f.descent = f.scale(int(int16(be.Uint16(f.t.hhea[6:]))))
	return nil
}

// advance is the advance of a glyph in font units.
func (f *Face) advance(g int) uint16 { return be.Uint16(f.t.hmtx[4*min(g, f.hmetrics-1):]) }

// bearing is the left side bearing of a glyph, as it stands in the file.
func (f *Face) bearing(g int) uint16 {
	if g < f.hmetrics {
		return be.Uint16(f.t.hmtx[4*g+2:])
	}
	return be.Uint16(f.t.hmtx[4*f.hmetrics+2*(g-f.hmetrics):])
}

// readLoca checks that the outlines follow each other within glyf, so that outline needn't.
func (f *Face) readLoca() error {
	size := 2
	if f.longLoca {
		size = 4
	}
	if len(f.t.loca) < size*(f.glyphs+1) {
		return short("loca")
	}
	last := 0
	for g := range f.glyphs + 1 {
		at := f.locate(g)
		if at < last {
			return errors.New("字体已损坏：字形位置次序颠倒")
		}
		last = at
	}
	if last > len(f.t.glyf) {
		return short("glyf")
	}
	return nil
}

// locate is the offset in glyf at which glyph g begins and glyph g-1 ends.
func (f *Face) locate(g int) int {
	if f.longLoca {
		return int(be.Uint32(f.t.loca[4*g:]))
	}
	return 2 * int(be.Uint16(f.t.loca[2*g:]))
}

// readOS2 reads the em box and the height of capitals, and whether the face may be embedded. It is
// the last step: without OS/2 it measures the letter H.
func (f *Face) readOS2() error {
	os2 := f.t.os2
	f.capHeight = f.ascent
	if h := f.outline(f.glyph('H')); len(h) >= 10 {
		f.capHeight = f.scale(int(int16(be.Uint16(h[8:]))))
	}
	if len(os2) < 78 { // none, or the short one of old Macintosh fonts, which says nothing
		f.t.os2 = nil
		return nil
	}
	version, embed := be.Uint16(os2), be.Uint16(os2[8:])
	if version == 1 && len(os2) < 86 || version > 1 && len(os2) < 96 {
		return short("OS/2")
	}
	if embed&0x000F == 0x0002 || embed&0x0300 != 0 {
		return fmt.Errorf("字体的授权标志（fsType %#04x）不允许嵌入文件或截取子集", embed)
	}
	f.ascent = f.scale(int(int16(be.Uint16(os2[68:]))))
	f.descent = f.scale(int(int16(be.Uint16(os2[70:]))))
	if version > 1 {
		if height := int16(be.Uint16(os2[88:])); height > 0 {
			f.capHeight = f.scale(int(height))
		}
	}
	return nil
}

// outline is the glyf entry of a glyph; empty for a blank.
func (f *Face) outline(g uint16) []byte {
	return f.t.glyf[f.locate(int(g)):f.locate(int(g)+1)]
}
