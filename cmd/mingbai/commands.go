package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"mingbai/internal/site"
)

// root is the command tree.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "mingbai",
		Short: "明白账：县级预算绩效自评的计算、核对与公开",
		Long: `明白账把各部门的预算绩效自评数据（TOML 文件）算清楚、核对好，生成网站和 PDF。

常用：
  mingbai build                                 生成网站到 public/
  mingbai check                                 核对数据，列出每一处问题
  mingbai diff HEAD~1                           从某个版本以来，哪些数变了、为什么变
  mingbai explain 2023/zhengxie/execution_rate  说明一个数是怎么来的
  mingbai verify report.pdf                     核验公布的 PDF，不需要数据仓库`,
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetUsageFunc(usage)
	root.SetHelpTemplate(helpTemplate)
	root.SetHelpCommand(&cobra.Command{Use: "help [命令]", Hidden: true, RunE: func(_ *cobra.Command, args []string) error {
		c, _, err := root.Find(args)
		if err != nil {
			return cannotRun(errors.New(unknownCommand(root, args)))
		}
		return c.Help()
	}})
	root.AddCommand(a.buildCommand(), a.checkCommand(), a.diffCommand(), a.explainCommand(), a.schemaCommand(), a.demoCommand(), a.verifyCommand(), a.versionCommand())
	for _, c := range append(root.Commands(), root) {
		c.DisableFlagsInUseLine = true
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "看帮助"
	}
	return root
}

// inputFlags are the flags of every command that reads the content.
func (a *app) inputFlags(c *cobra.Command) {
	c.Flags().StringVar(&a.content, "content", "content", "数据目录")
	c.Flags().StringVar(&a.layouts, "layouts", "layouts", "版式目录")
	c.Flags().StringVar(&a.asOf, "as-of", "", "以哪一天为“今天”，如 2024-03-31；默认是最近一次提交的日期")
}

// options are the inputs that the flags name.
func (a *app) options(c *cobra.Command) site.Options {
	return site.Options{
		Content: a.content, Layouts: a.layouts, LayoutsGiven: c.Flags().Changed("layouts"), AsOf: a.asOf,
	}
}

func (a *app) explainCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "explain 键 [选项]",
		Short: "说明一个数是怎么来的",
		Long: `说明一个数是怎么来的：公式、代入的数、每个输入写在哪个文件第几行、依据哪份文件。

键的写法是 年度/部门/指标，项目的是 年度/部门/projects/项目/指标；原文印出的数在后面加 @stated。`,
		Example: "  mingbai explain 2023/zhengxie/execution_rate\n  mingbai explain --format json 2023/zhengxie/projects/huiyi/share",
		Args:    cobra.ExactArgs(1),
		RunE:    a.explain,
	}
	a.inputFlags(c)
	c.Flags().StringVar(&a.format, "format", "text", "输出格式：text 或 json")
	return c
}

func (a *app) explain(c *cobra.Command, args []string) error {
	if err := a.checkFormat("text", "json"); err != nil {
		return err
	}
	opt := a.options(c)
	w, findings, err := site.Load(opt)
	if err != nil {
		return cannotRun(err)
	}
	f, near := w.Figure(args[0])
	if f == nil && w.Withholds(args[0]) { // whoever asks for it has the file
		opt.Reveal = true
		if w, findings, err = site.Load(opt); err != nil {
			return cannotRun(err)
		}
		if f, near = w.Figure(args[0]); f != nil {
			fmt.Fprintln(a.stderr, "提醒：这个数不公开，网站上没有它")
		}
	}
	if f == nil && site.HasBroken(findings) {
		a.stdout = a.stderr // stdout holds an explanation or nothing
		return a.broken(findings)
	}
	if f == nil {
		return cannotRun(unknownKey(args[0], near))
	}
	if a.format == "json" {
		return a.writeJSON(f.Explain())
	}
	a.printExplanation(w, f)
	return nil
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "显示版本",
		Example: "  mingbai version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, site.Tool)
			return err
		},
	}
}

// checkFormat refuses a --format that the command does not have.
func (a *app) checkFormat(known ...string) error {
	for _, k := range known {
		if a.format == k {
			return nil
		}
	}
	return cannotRun(fmt.Errorf("没有“%s”这种输出格式，可以用：%s", a.format, joinOr(known)))
}
