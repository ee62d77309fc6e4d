package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"mingbai/internal/site"
	"mingbai/internal/source"
)

func (a *app) diffCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "diff 版本 [版本] [选项]",
		Short: "两个版本之间哪些数变了、为什么变",
		Long: `两个版本之间哪些数变了：部门、指标、原来多少、现在多少、是哪个填报的数带动的，以及核对发现多了哪些、少了哪些。

版本是 git 的提交、分支或标签；只写一个时，与现在的文件比较。有没有变化，退出码都是 0。`,
		Example: "  mingbai diff HEAD\n  mingbai diff main HEAD --format markdown",
		Args:    cobra.RangeArgs(1, 2),
		RunE:    a.diff,
	}
	c.Flags().StringVar(&a.content, "content", "content", "数据目录")
	c.Flags().StringVar(&a.asOf, "as-of", "", "以哪一天为“今天”，如 2024-03-31；默认是最近一次提交的日期")
	c.Flags().StringVar(&a.format, "format", "text", "输出格式：text、json 或 markdown")
	return c
}

func (a *app) diff(_ *cobra.Command, args []string) error {
	if err := a.checkFormat("text", "json", "markdown"); err != nil {
		return err
	}
	to := ""
	if len(args) == 2 {
		if to = args[1]; to == "" {
			return cannotRun(fmt.Errorf("第二个版本是空的；与现在的文件比较时不用写"))
		}
	}
	d, err := site.Compare(site.Options{Content: a.content, AsOf: a.asOf}, args[0], to)
	if err != nil {
		return cannotRun(err)
	}
	switch a.format {
	case "json":
		return a.writeJSON(site.DiffJSON(d))
	case "markdown":
		return a.diffMarkdown(d)
	}
	return a.diffText(d)
}

// diffSummary says in one line what changed.
func diffSummary(d *site.Diff) string {
	inputs := 0
	for _, c := range d.Changes {
		if c.Input {
			inputs++
		}
	}
	var parts []string
	for _, p := range []struct {
		n    int
		text string
	}{
		{len(d.Added), "新增%d份报告"}, {len(d.Removed), "少了%d份报告"}, {inputs, "%d个填报的数有变"}, {len(d.Changes) - inputs, "%d个算出的数随之变动"},
		{len(d.Appeared), "核对新发现%d处"}, {len(d.Went), "不再有%d处"},
	} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf(p.text, p.n))
		}
	}
	if len(parts) == 0 {
		return "没有变化"
	}
	return strings.Join(parts, "，")
}

// sides names the two states.
func sides(d *site.Diff) string { return fmt.Sprintf("从 %s 到 %s", d.From.Short(), d.To.Short()) }

// because says what moved a figure.
func (a *app) because(c *site.Change) string {
	switch {
	case c.Input && c.After == nil:
		return "不再填报，原来在 " + a.where(c.Place)
	case c.Input:
		return "填报 " + a.where(c.Place)
	}
	var parts []string
	if c.Formula != [2]string{} {
		parts = append(parts, fmt.Sprintf("公式由 %s 改为 %s", c.Formula[0], c.Formula[1]))
	}
	const most = 4
	for i, w := range c.Why {
		if i == most {
			parts = append(parts, fmt.Sprintf("等%d个数", len(c.Why)))
			break
		}
		parts = append(parts, fmt.Sprintf("%s %s→%s", w.Label, w.Before, w.After))
	}
	if len(parts) == 0 {
		return "规则改了"
	}
	return "因为 " + strings.Join(parts, "，")
}

// changeName is the figure with its project.
func changeName(c *site.Change) string {
	if c.Project == "" {
		return c.Label
	}
	return c.Project + "·" + c.Label
}

func (a *app) diffText(d *site.Diff) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s：%s。\n", sides(d), diffSummary(d))
	for _, r := range d.Added {
		fmt.Fprintf(&b, "\n新增报告 %s %d年度（%s），%d个数\n", r.Department, r.Year, r.Key, r.Figures)
	}
	for _, r := range d.Removed {
		fmt.Fprintf(&b, "\n少了报告 %s %d年度（%s），%d个数\n", r.Department, r.Year, r.Key, r.Figures)
	}
	last := ""
	for i := range d.Changes {
		c := &d.Changes[i]
		if c.Report.Key != last {
			last = c.Report.Key
			fmt.Fprintf(&b, "\n%s %d年度（%s）\n", c.Report.Department, c.Report.Year, c.Report.Key)
		}
		moved := ""
		if m := c.Moved(); m != "" {
			moved = "（" + m + "）"
		}
		fmt.Fprintf(&b, "  %s %s → %s%s　[%s]\n    %s\n", changeName(c), site.ShownText(c.Before), site.ShownText(c.After), moved, c.Key, a.because(c))
	}
	a.diffFindings(&b, "核对新发现", d.Appeared)
	a.diffFindings(&b, "不再有的核对发现", d.Went)
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}

func (a *app) diffFindings(b *strings.Builder, title string, fs []source.Finding) {
	if len(fs) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", title)
	for _, f := range fs {
		fmt.Fprintf(b, "  %s %s %s %s\n", a.where(f.Place), f.Severity.Label(), f.Rule, oneLine(f.Message))
	}
}

func (a *app) diffMarkdown(d *site.Diff) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s：%s\n", cell(sides(d)), diffSummary(d))
	for _, r := range d.Added {
		fmt.Fprintf(&b, "\n- 新增报告：%s %d年度，%d个数\n", cell(r.Department), r.Year, r.Figures)
	}
	for _, r := range d.Removed {
		fmt.Fprintf(&b, "\n- 少了报告：%s %d年度，%d个数\n", cell(r.Department), r.Year, r.Figures)
	}
	if len(d.Changes) > 0 {
		b.WriteString("\n| 部门 | 年度 | 数 | 原来 | 现在 | 变动 | 为什么 |\n|---|---|---|---|---|---|---|\n")
		for i := range d.Changes[:min(len(d.Changes), markdownRows)] {
			c := &d.Changes[i]
			fmt.Fprintf(&b, "| %s | %d | %s | %s | %s | %s | %s |\n", cell(c.Report.Department), c.Report.Year, cell(changeName(c)),
				cell(site.ShownText(c.Before)), cell(site.ShownText(c.After)), cell(c.Moved()), cell(a.because(c)))
		}
		if n := len(d.Changes); n > markdownRows {
			fmt.Fprintf(&b, "\n另有%d个数没有列出。\n", n-markdownRows)
		}
	}
	for _, part := range []struct {
		title string
		fs    []source.Finding
	}{{"核对新发现", d.Appeared}, {"不再有的核对发现", d.Went}} {
		if len(part.fs) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n**%s**\n\n| 程度 | 规则 | 位置 | 问题 |\n|---|---|---|---|\n", part.title)
		for _, f := range part.fs[:min(len(part.fs), markdownRows)] {
			fmt.Fprintf(&b, "| %s | %s | `%s` | %s |\n", f.Severity.Label(), f.Rule, strings.ReplaceAll(a.where(f.Place), "`", ""), cell(f.Message))
		}
		if n := len(part.fs); n > markdownRows {
			fmt.Fprintf(&b, "\n另有%d处没有列出。\n", n-markdownRows)
		}
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}
