package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"mingbai/internal/publish"
	"mingbai/internal/site"
)

func (a *app) buildCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "build [选项]",
		Short: "生成网站和 PDF",
		Long: `生成网站和 PDF：读取数据目录，计算、核对，写出完整的网站。

数据读不懂、算不了、画不出时，什么都不写，输出目录保持原样。核对发现的差异不妨碍生成，它们会公布在“数据核对”里。`,
		Example: "  mingbai build\n  mingbai build --content content --out public",
		Args:    cobra.NoArgs,
		RunE:    a.build,
	}
	a.inputFlags(c)
	c.Flags().StringVar(&a.out, "out", "public", "输出目录")
	c.Flags().BoolVar(&a.quiet, "quiet", false, "成功时什么都不显示")
	return c
}

func (a *app) build(c *cobra.Command, _ []string) error {
	opt := a.options(c)
	inputs := []string{a.content}
	if opt.LayoutsGiven || isDir(a.layouts) {
		inputs = append(inputs, a.layouts)
	}
	w, findings, err := site.Load(opt)
	if err != nil {
		return cannotRun(err)
	}
	if err := publish.Check(a.out, inputs...); err != nil {
		return cannotRun(err)
	}
	if site.HasBroken(findings) {
		return a.broken(findings)
	}
	for _, warning := range w.Warnings() {
		fmt.Fprintln(a.stderr, "提醒："+warning)
	}
	built, findings := w.Build(a.progress())
	if site.HasBroken(findings) {
		return a.broken(findings)
	}
	if err := publish.Replace(a.out, built.Files); err != nil {
		var p *publish.Error
		if errors.As(err, &p) {
			return cannotRun(err)
		}
		return err
	}
	if !a.quiet {
		fmt.Fprintf(a.stdout, "已生成%d份报告、%d个网页、%d个PDF，核对发现%s。\n打开 %s 查看。\n",
			built.Reports, built.Pages, built.PDFs, countText(findings), filepath.Join(a.out, "index.html"))
	}
	return nil
}

// progress returns the function that moves the progress bar; off a terminal it
// does nothing.
func (a *app) progress() func(done, total int) {
	f, ok := a.stderr.(*os.File)
	if a.quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return func(int, int) {}
	}
	var bar *progressbar.ProgressBar
	return func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(f),
				progressbar.OptionSetDescription("生成"), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
		}
		// A bar that cannot be drawn is no reason to fail.
		_ = bar.Set(done)
	}
}

func isDir(p string) bool {
	info, err := os.Stat(p)
	return err == nil && info.IsDir()
}
