package main

import (
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"

	"mingbai/internal/site"
)

// checkFormats are the formats of check.
func checkFormats() []string {
	return []string{"text", "json", "github", "gitlab", "sarif", "markdown"}
}

func (a *app) checkCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "check [选项]",
		Short: "核对数据，列出每一处问题",
		Long: `核对数据：能读的都读，能算的都算，每一处问题说明在哪个文件第几行、错在哪里、差多少、怎么改。

有“差错”时退出码为 1，只有“提醒”和“说明”时为 0；已经说明并被接受的差异不算。输入有误（读不出、算不了）时总是 1。`,
		Example: "  mingbai check\n  mingbai check --list\n  mingbai check --since main --format github",
		Args:    cobra.NoArgs,
		RunE:    a.check,
	}
	a.inputFlags(c)
	c.Flags().StringVar(&a.format, "format", "text", "输出格式：text、json、github、gitlab、sarif、markdown")
	c.Flags().StringVar(&a.since, "since", "", "只列出某个版本（提交、分支、标签）以来新出现的")
	c.Flags().StringVar(&a.failLevel, "fail-level", "error", "从哪一级起退出码为 1：error、warning、none")
	c.Flags().BoolVar(&a.reveal, "reveal", false, "不公开的项目的问题也写出内容；只在自己的电脑上用，不写进自动检查")
	c.Flags().BoolVar(&a.list, "list", false, "列出全部核对规则，不核对")
	return c
}

func (a *app) check(c *cobra.Command, _ []string) error {
	if a.list {
		if err := a.checkFormat("text", "json", "markdown"); err != nil {
			return err
		}
		return a.printRules()
	}
	if err := a.checkFormat(checkFormats()...); err != nil {
		return err
	}
	if !slices.Contains([]string{"error", "warning", "none"}, a.failLevel) {
		return cannotRun(fmt.Errorf("--fail-level 没有“%s”这一级，可以用：error、warning、none", a.failLevel))
	}
	if c.Flags().Changed("since") && a.since == "" {
		return cannotRun(errors.New("--since 后面要写一个版本，例如 main 或 HEAD~1"))
	}
	// A check drops what it reads, department by department. Collecting that half as
	// often costs memory that there is; near the limit it is collected as needed.
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(1600 << 20)
	opt := a.options(c)
	opt.Reveal = a.reveal
	in, err := site.Check(opt, a.since)
	if err != nil {
		return cannotRun(err)
	}
	for _, warning := range in.Warnings {
		fmt.Fprintln(a.stderr, "提醒："+warning)
	}
	if err := a.writeFindings(in); err != nil {
		return err
	}
	if site.Failed(in.Findings, a.failLevel) {
		return &exit{exitBroken, ""}
	}
	return nil
}

// writeFindings prints findings in the chosen format.
func (a *app) writeFindings(in *site.Inspection) error {
	fs := in.Findings
	switch a.format {
	case "json":
		return a.writeJSON(site.CheckJSON(fs))
	case "github":
		return a.writeGitHub(fs)
	case "gitlab":
		return a.writeJSON(a.gitlab(fs))
	case "sarif":
		return a.writeJSON(a.sarif(fs))
	case "markdown":
		return a.writeMarkdown(in)
	}
	a.printGrouped(in)
	a.printSummary(in)
	return nil
}
