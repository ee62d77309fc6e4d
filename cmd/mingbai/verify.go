package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"mingbai/internal/verify"
)

func (a *app) verifyCommand() *cobra.Command {
	var opt verify.Options // not the app's folders, which have names of their own without a flag
	c := &cobra.Command{
		Use:   "verify 文件.pdf|网站目录 [选项]",
		Short: "核验公布的 PDF 或网站：数据、计算和印出的数对不对得上",
		Long: `核验公布的 PDF 或网站，不需要数据仓库：取出 PDF 里附的 TOML 文件，重新算出每一个数，
与附的数据逐字节比较，再与页面上印出的数逐个比较；核对数据摘要，网站还核对文件清单。

每一项写明成立、不成立，还是没有核验、为什么。全部成立时退出码为0，有不成立的为1；
没有这个文件、不是 PDF 或不是明白账的网站为2。核验说明文件前后一致，不说明是谁发布的。`,
		Example: "  mingbai verify report.pdf\n  mingbai verify public\n  mingbai verify public --content content --layouts layouts",
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return a.verify(args[0], opt) },
	}
	c.Flags().StringVar(&opt.Content, "content", "", "再与这个数据目录里的文件核对")
	c.Flags().StringVar(&opt.Layouts, "layouts", "", "再与这个版式目录里的文件核对")
	c.Flags().StringVar(&a.format, "format", "text", "输出格式：text 或 json")
	return c
}

// maxPDF bounds a PDF that is read as a whole.
const maxPDF = 256 << 20

func (a *app) verify(name string, opt verify.Options) error {
	if err := a.checkFormat("text", "json"); err != nil {
		return err
	}
	for _, dir := range []string{opt.Content, opt.Layouts} {
		if dir != "" && !isDir(dir) {
			return cannotRun(fmt.Errorf("没有目录“%s”", dir))
		}
	}
	results, err := verifyPath(name, opt)
	if err != nil {
		return cannotRun(fmt.Errorf("“%s”：%w", name, err))
	}
	ok := true
	for _, r := range results {
		ok = ok && r.OK()
	}
	if a.format == "json" {
		err = a.writeJSON(verifyJSON(name, results, ok))
	} else {
		a.printVerified(results, ok)
	}
	if err == nil && !ok {
		return &exit{exitBroken, ""}
	}
	return err
}

// verifyPath checks a file or a folder.
func verifyPath(name string, opt verify.Options) ([]*verify.Result, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, verify.ErrMissing
	case err != nil:
		return nil, errors.New("读不出来")
	case info.IsDir():
		return verify.Site(name, opt)
	case !info.Mode().IsRegular():
		return nil, errors.New("不是普通文件")
	case info.Size() > maxPDF:
		return nil, fmt.Errorf("文件超过 %d MB", maxPDF>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, errors.New("读不出来")
	}
	r, err := verify.PDF(filepath.ToSlash(name), data, opt)
	if err != nil {
		return nil, err
	}
	return []*verify.Result{r}, nil
}

// printVerified prints a line for each check. Of a site's PDFs in which everything holds
// one line is enough.
func (a *app) printVerified(results []*verify.Result, ok bool) {
	short := len(results) > 1
	holds, fails, unchecked := 0, 0, 0
	for _, r := range results {
		holds, fails, unchecked = holds+r.Count(verify.Holds), fails+r.Count(verify.Fails), unchecked+r.Count(verify.Unchecked)
		if short && r.Path != "" {
			if r.OK() && !slices.ContainsFunc(r.Checks, foreign) {
				fmt.Fprintf(a.stdout, "%s %s：%d项成立，%d项没有核验\n", label(verify.Holds), oneLine(r.Path), r.Count(verify.Holds), r.Count(verify.Unchecked))
				continue
			}
			status := verify.Fails
			if r.OK() {
				status = verify.Holds
			}
			fmt.Fprintf(a.stdout, "%s %s：\n", label(status), oneLine(r.Path))
		}
		for _, c := range r.Checks {
			if short && r.Path != "" && c.Status != verify.Fails && !foreign(c) {
				continue
			}
			fmt.Fprintf(a.stdout, "%s %s：%s\n", label(c.Status), c.Title, oneLine(c.Message))
			for _, d := range c.Details {
				fmt.Fprintf(a.stdout, "           %s\n", oneLine(d))
			}
		}
	}
	verdict := "核验通过"
	switch {
	case !ok:
		verdict = "核验没有通过"
	case slices.ContainsFunc(results, uncounted):
		verdict = "没有发现不对的，但有的数没有重新计算"
	case slices.ContainsFunc(results, func(r *verify.Result) bool { return slices.ContainsFunc(r.Checks, foreign) }):
		verdict = "没有发现不对的，但有别的程序加上去的东西没有核验"
	}
	fmt.Fprintf(a.stdout, "%s：%d项成立，%d项不成立，%d项没有核验。\n", verdict, holds, fails, unchecked)
}

// uncounted reports whether the figures of a file could not be computed anew.
func uncounted(r *verify.Result) bool {
	return slices.ContainsFunc(r.Checks, func(c verify.Check) bool { return c.ID == "figures" && c.Status == verify.Unchecked })
}

// foreign reports whether a check tells of something that mingbai doesn't make, and that may
// make a page look or read otherwise than its text layer says.
func foreign(c verify.Check) bool {
	return slices.Contains([]string{"foreign", "extras", "others", "unread"}, c.ID)
}

// label is a status as wide as the widest.
func label(s verify.Status) string {
	text := s.Label()
	for columns([]rune(text)) < columns([]rune(verify.Unchecked.Label())) {
		text += " "
	}
	return text
}

type verifiedJSON struct {
	Schema  string `json:"schema"`
	Path    string `json:"path"`
	OK      bool   `json:"ok"`
	Summary struct {
		Holds     int `json:"holds"`
		Fails     int `json:"fails"`
		Unchecked int `json:"unchecked"`
	} `json:"summary"`
	Files []verifiedFile `json:"files"`
}

type verifiedFile struct {
	Path   string          `json:"path"` // "" for the site as a whole
	Checks []verifiedCheck `json:"checks"`
}

type verifiedCheck struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Status  string   `json:"status"` // holds, fails or unchecked
	Message string   `json:"message"`
	Details []string `json:"details"`
}

func verifyJSON(path string, results []*verify.Result, ok bool) verifiedJSON {
	out := verifiedJSON{Schema: "mingbai.verify/1", Path: filepath.ToSlash(path), OK: ok, Files: []verifiedFile{}}
	for _, r := range results {
		out.Summary.Holds += r.Count(verify.Holds)
		out.Summary.Fails += r.Count(verify.Fails)
		out.Summary.Unchecked += r.Count(verify.Unchecked)
		f := verifiedFile{Path: r.Path, Checks: []verifiedCheck{}}
		for _, c := range r.Checks {
			f.Checks = append(f.Checks, verifiedCheck{c.ID, c.Title, c.Status.String(), c.Message, append([]string{}, c.Details...)})
		}
		out.Files = append(out.Files, f)
	}
	return out
}
