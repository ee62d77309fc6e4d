package pdf

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"mingbai/internal/font"
	"mingbai/internal/typeset"
)

// loadFaces reads the shipped fonts.
func loadFaces(t testing.TB) typeset.Faces {
	t.Helper()
	var faces typeset.Faces
	files := map[string]*font.Face{}
	for role, name := range map[typeset.Role]string{
		typeset.TitleFace: "serif-black", typeset.BodyFace: "serif-regular", typeset.HeadFace: "sans-bold",
		typeset.KaiFace: "kai", typeset.SansFace: "sans-regular", typeset.LatinFace: "serif-regular",
	} {
		if files[name] == nil {
			data, err := os.ReadFile("../../layouts/fonts/" + name + ".ttf")
			if err != nil {
				t.Fatal(err)
			}
			if files[name], err = font.Parse(data); err != nil {
				t.Fatal(err)
			}
		}
		faces[role] = files[name]
	}
	return faces
}

// sampler makes a layout by hand: it knows lines and cells, and breaks nothing.
type sampler struct {
	*typeset.Layout
	page *typeset.Page
	at   *typeset.Element // where new elements go
	y    typeset.Length
}

const (
	pt     = typeset.Pt
	left   = 79370 // 28 mm
	measur = 442205
)

func newSampler(faces typeset.Faces) *sampler {
	root := &typeset.Element{Tag: "Document"}
	return &sampler{Layout: &typeset.Layout{Root: root, Faces: faces}, at: root}
}

// newPage begins a page, with its number as furniture.
func (s *sampler) newPage(rotate int) {
	w, h := typeset.Length(595276), typeset.Length(841890)
	if rotate != 0 {
		w, h = h, w
	}
	s.Pages = append(s.Pages, typeset.Page{Width: w, Height: h, Rotate: rotate})
	s.page, s.y = &s.Pages[len(s.Pages)-1], 104882
	number := typeset.GlyphRun{X: left, Y: h - 73*pt, Role: typeset.LatinFace, Size: 14 * pt,
		Text: fmt.Sprintf("— %d —", len(s.Pages)), Width: 40 * pt, Furniture: true}
	if rotate != 0 {
		number.X, number.Y, number.Turned = 73*pt, left, true
	}
	s.page.Items = append(s.page.Items, number)
}

// elem adds an element.
func (s *sampler) elem(tag string) *typeset.Element {
	e := &typeset.Element{Tag: tag}
	s.at.Kids = append(s.at.Kids, e)
	return e
}

// in runs do with new elements going below e.
func (s *sampler) in(e *typeset.Element, do func()) {
	old := s.at
	s.at = e
	do()
	s.at = old
}

// text sets text at x on the current line and returns where it ends.
func (s *sampler) text(of *typeset.Element, role typeset.Role, size, x typeset.Length, text string) typeset.Length {
	tracking := -207 * size / (16 * pt)
	var width typeset.Length
	for _, r := range text {
		width += typeset.Length(s.Faces[role].Advance(r))*size/1000 + tracking
	}
	s.page.Items = append(s.page.Items, typeset.GlyphRun{X: x, Y: s.y, Role: role, Size: size, Tracking: tracking,
		Text: text, Width: width, Of: of})
	return x + width
}

// heading sets a heading with its bookmark.
func (s *sampler) heading(tag string, role typeset.Role, text string) {
	s.y += 29 * pt
	s.text(s.elem(tag), role, 16*pt, left, text)
	s.Outline = append(s.Outline, typeset.Outline{Level: int(tag[1] - '1'), Title: text,
		Target: typeset.Target{Page: len(s.Pages) - 1, Y: s.y - 20*pt}})
}

// paragraph sets n lines of 28 characters, each with a figure that is a link.
func (s *sampler) paragraph(text string, n int) {
	p := s.elem("P")
	runes := []rune(strings.Repeat(text, n*28/len([]rune(text))+1))
	for i := range n {
		s.y += 28991
		line := runes[i*28 : i*28+22]
		x := s.text(p, typeset.BodyFace, 16*pt, left, string(line))
		link := &typeset.Element{Tag: "Link", Figure: "2023/zhengxie/execution_rate"}
		p.Kids = append(p.Kids, link)
		end := s.text(link, typeset.LatinFace, 16*pt, x, "94.58%")
		s.text(p, typeset.BodyFace, 16*pt, end, "。")
		s.page.Links = append(s.page.Links, typeset.LinkArea{X: x, Y: s.y - 14*pt, W: end - x, H: 16 * pt, Of: link,
			To: &typeset.Target{Page: 0, Y: 100 * pt}, Alt: "预算执行率的计算说明"})
	}
}

// cell sets a cell with a text.
func (s *sampler) cell(tag, text string, x typeset.Length) *typeset.Element {
	e := s.elem(tag)
	if tag == "TH" {
		e.Scope = "Column"
	}
	if text != "" {
		s.text(e, typeset.BodyFace, 12*pt, x, text)
	}
	return e
}

// table sets a table of rows with a column that spans two rows.
func (s *sampler) table(rows int) {
	table := s.elem("Table")
	s.in(table, func() {
		s.y += 24 * pt
		s.text(s.elem("Caption"), typeset.HeadFace, 14*pt, left, "表1 项目支出绩效自评表")
		s.in(s.elem("THead"), func() { s.row("TH", []string{"序号", "项目", "预算数", "执行数", "执行率", "得分"}) })
		s.in(s.elem("TBody"), func() {
			for i := range rows {
				cells := []string{"", "委员联络站招商经费" + fmt.Sprint(i), fmt.Sprintf("%d.%02d", 10+i*7, i), "36.89", "94.58%", "9.46"}
				tr := s.row("TD", cells[i%2:])
				if i%2 == 0 {
					tr.Kids[0].RowSpan = min(2, rows-i)
					tr.Kids[0].Figure = "2023/zhengxie/县/n" // beside an attribute of its tag
					s.text(tr.Kids[0], typeset.BodyFace, 12*pt, left, fmt.Sprint(i/2+1))
				}
			}
		})
	})
}

func (s *sampler) row(tag string, cells []string) *typeset.Element {
	s.y += 20 * pt
	tr := s.elem("TR")
	s.in(tr, func() {
		for i, c := range cells {
			columns := []typeset.Length{0, 40, 200, 270, 330, 400}
			s.cell(tag, c, left+columns[len(columns)-len(cells)+i]*pt)
		}
	})
	s.page.Items = append(s.page.Items, typeset.Rule{X1: left, Y1: s.y + 6*pt, X2: left + measur, Y2: s.y + 6*pt, Width: 250})
	return tr
}

// chart draws a bar with a hatched part.
func (s *sampler) chart() {
	fig := s.elem("Figure")
	fig.Alt = "预算526.87万元，支出498.31万元，结余28.56万元"
	s.y += 60 * pt
	s.page.Items = append(s.page.Items,
		typeset.Box{X: left, Y: s.y - 30*pt, W: 418 * pt, H: 22677, Filled: true, Of: fig},
		typeset.Hatching{X: left + 419*pt, Y: s.y - 30*pt, W: 15 * pt, H: 22677, Step: 4252, Width: 400, Outline: 600, Of: fig},
		typeset.Box{X: left + 436*pt, Y: s.y - 30*pt, W: 6 * pt, H: 22677, Width: 600, Of: fig},
		typeset.Rule{X1: left + 418*pt, Y1: s.y - 8*pt, X2: left + 200*pt, Y2: s.y, Width: 400, Dash: 2000, Of: fig},
		typeset.Disc{X: left + 30*pt, Y: s.y, R: 4500, Filled: true, Of: fig},
		typeset.Disc{X: left + 60*pt, Y: s.y, R: 4500, Width: 2000, Of: fig})
	s.y += 14 * pt
	s.text(fig, typeset.SansFace, 10500, left, "支出 498.31万元")
}

// list sets a list with labels.
func (s *sampler) list(items ...string) {
	s.in(s.elem("L"), func() {
		for i, item := range items {
			s.in(s.elem("LI"), func() {
				s.y += 28991
				x := s.text(s.elem("Lbl"), typeset.BodyFace, 16*pt, left+32*pt, fmt.Sprintf("%d.", i+1))
				body := s.elem("LBody")
				s.in(body, func() { s.text(s.elem("P"), typeset.BodyFace, 16*pt, x, item) })
			})
		}
	})
}

// sampleLayout is six pages with everything that a layout may hold. All faces are used, or the four
// of a plain report.
func sampleLayout(t testing.TB, allFaces bool) *typeset.Layout {
	s := newSampler(loadFaces(t))
	s.newPage(0)
	s.y += 35 * pt
	s.text(s.elem("H1"), typeset.TitleFace, 22*pt, left, "2023年度部门整体支出绩效自评报告")
	s.heading("H2", typeset.HeadFace, "一、部门基本情况")
	if !allFaces {
		for i := range s.Faces {
			if i == int(typeset.SansFace) {
				s.Faces[i] = s.Faces[typeset.HeadFace]
			}
		}
	}
	s.paragraph("全年预算数、执行数与执行率均按财政部门批复口径填列，", 5)
	s.chart()
	s.heading("H3", typeset.KaiFace, "（一）机构设置")
	s.paragraph("县政协办公室内设机构六个，在职人员三十二人，", 3)
	s.list("组织委员视察调研", "办理提案𬺈𫖯", "联络站招商")
	s.newPage(0)
	s.heading("H2", typeset.HeadFace, "二、预算执行情况")
	s.table(22)
	s.note()
	for page := 3; page <= 4; page++ {
		s.newPage(0)
		s.heading("H2", typeset.HeadFace, fmt.Sprintf("三、绩效目标完成情况（%d）", page))
		for i := range 4 {
			s.paragraph([]string{
				"围绕中心服务大局建言资政凝聚共识，全年组织委员视察调研十二次，形成建议案及社情民意信息八十余件，得到县委县政府批示采纳；文史资料征编出版两辑，口述历史抢救整理按期完成，档案数字化率稳步提高。",
				"会议、视察、文史、招商、座谈、研究六项工作全部完成，群众满意度抽样问卷结果良好，培训覆盖基层联络站及各界别活动小组，重点提案办复率达到年初目标，外出招商签约项目陆续落地投产见效。",
				"存在的问题是部分项目进度偏慢、指标不够细化，采购程序衔接耗时较长，少数经费支付集中于第四季度，绩效目标设置与实际业务匹配程度有待加强，自评佐证材料归集尚欠规范，结余资金盘活使用不足。",
				"下一步将加强绩效运行监控并及时调整预算，压实科室主体责任，严格执行公务接待、差旅、会议费标准，健全内部控制制度，推动评价结果同预算安排挂钩，主动接受人大审查、审计监督以及社会公众监督。"}[i], 4)
		}
	}
	s.newPage(90)
	s.heading("H2", typeset.HeadFace, "附件1 计算说明")
	s.table(9)
	s.newPage(0)
	s.heading("H2", typeset.HeadFace, "附件2 数据核对")
	s.table(6)
	s.uri()
	s.paragraph("原文合计与逐项合计相差为四舍五入所致，", 6)
	return s.Layout
}

// shortLayout is a page with one of each.
func shortLayout(t testing.TB) *typeset.Layout {
	s := newSampler(loadFaces(t))
	s.newPage(0)
	s.text(s.elem("H1"), typeset.TitleFace, 22*pt, left, "报告")
	s.heading("H2", typeset.HeadFace, "一、概况")
	s.paragraph("全年预算数、执行数与执行率均按财政部门批复口径填列，", 2)
	s.chart()
	s.list("组织委员视察调研", "办理提案𬺈𫖯")
	s.table(4)
	s.note()
	s.newPage(90)
	s.uri()
	return s.Layout
}

// note sets a paragraph with a footnote that is painted later.
func (s *sampler) note() {
	p := s.elem("P")
	s.y += 29 * pt
	x := s.text(p, typeset.BodyFace, 16*pt, left, "见注")
	ref := &typeset.Element{Tag: "Reference"}
	note := &typeset.Element{Tag: "Note"}
	p.Kids = append(p.Kids, ref, note)
	x = s.text(ref, typeset.BodyFace, 9920, x, "①")
	s.text(p, typeset.BodyFace, 16*pt, x, "之后的文字。")
	s.y = 740 * pt
	s.page.Items = append(s.page.Items, typeset.Rule{X1: left, Y1: s.y - 12*pt, X2: left + 147*pt, Y2: s.y - 12*pt, Width: 500})
	s.text(note, typeset.BodyFace, 10500, left, "① 脚注的文字 & <标记> (括号) \\ 反斜杠")
}

// uri sets a paragraph that is a link to elsewhere.
func (s *sampler) uri() {
	s.y += 29 * pt
	p := s.elem("P")
	link := &typeset.Element{Tag: "Link"}
	p.Kids = append(p.Kids, link)
	end := s.text(link, typeset.LatinFace, 16*pt, left, "https://example.invalid/预算")
	s.page.Links = append(s.page.Links, typeset.LinkArea{X: left, Y: s.y - 14*pt, W: end - left, H: 16 * pt, Of: link,
		URI: "https://example.invalid/预算"})
}

// sampleMeta describes the sample.
func sampleMeta() Meta {
	return Meta{Title: "2023年度部门整体支出绩效自评报告", Author: "某县政协办公室 & <测试>", Subject: "绩效自评",
		Keywords: []string{"绩效", "自评"}, Language: "zh-CN", Date: "2024-03-05", Creator: "mingbai 0.1"}
}

func sampleAttachment() []Attachment {
	return []Attachment{{Name: "figures.json", MIME: "application/json", Description: "全部数据", Relationship: "Data",
		Data: []byte(`{"schema":"mingbai.figures/1"}`)}}
}
