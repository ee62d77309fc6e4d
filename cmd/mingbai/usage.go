package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{.UsageString}}`

// usage prints how a command is called; cobra's and pflag's own texts have
// English words in them.
func usage(c *cobra.Command) error {
	var b strings.Builder
	b.WriteString("用法：\n")
	if c.Runnable() {
		fmt.Fprintf(&b, "  %s\n", c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s 命令 [选项]\n", c.CommandPath())
	}
	if c.HasExample() {
		fmt.Fprintf(&b, "\n例子：\n%s\n", c.Example)
	}
	if c.HasAvailableSubCommands() {
		b.WriteString("\n命令：\n")
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-*s %s\n", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	b.WriteString("\n选项：\n")
	c.LocalFlags().VisitAll(func(f *pflag.Flag) { b.WriteString(flagLine(f)) })
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n用 \"%s 命令 --help\" 看一个命令的帮助。\n", c.CommandPath())
	}
	_, err := io.WriteString(c.OutOrStderr(), b.String())
	return err
}

// flagLine is one flag with its meaning and what holds without it.
func flagLine(f *pflag.Flag) string {
	name := "    --" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", --" + f.Name
	}
	text := f.Usage
	if f.Value.Type() != "bool" && f.DefValue != "" {
		text += "，默认是 " + f.DefValue
	}
	return fmt.Sprintf("  %-14s   %s\n", name, text)
}

// chinese words an error of the command line.
func chinese(root *cobra.Command, args []string, err error) string {
	var unknown *pflag.NotExistError
	var value *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return fmt.Sprintf("没有选项“%s”", dashed(unknown.GetSpecifiedName()))
	case errors.As(err, &value):
		return fmt.Sprintf("选项“%s”后面缺少值", dashed(value.GetFlag().Name))
	case errors.As(err, &invalid):
		return fmt.Sprintf("选项“%s”的值“%s”不对", dashed(invalid.GetFlag().Name), invalid.GetValue())
	case errors.As(err, &syntax):
		return fmt.Sprintf("选项“%s”写法不对", syntax.GetSpecifiedFlag())
	}
	cmd, rest, findErr := root.Find(args)
	if findErr != nil || cmd == root {
		return unknownCommand(root, args)
	}
	return argumentCount(cmd, rest)
}

// unknownCommand names the command that does not exist and the nearest ones.
func unknownCommand(root *cobra.Command, args []string) string {
	for _, arg := range args {
		if strings.HasPrefix(arg, "-") {
			continue
		}
		text := fmt.Sprintf("没有命令“%s”", arg)
		if near := root.SuggestionsFor(arg); len(near) > 0 {
			text += "，是否想用“" + strings.Join(near, "”或“") + "”？"
		}
		return text
	}
	return "没有写命令"
}

// argumentCount words a wrong number of arguments.
func argumentCount(cmd *cobra.Command, args []string) string {
	plain := cmd.Flags().Args()
	switch cmd.Name() {
	case "diff":
		if len(plain) == 0 {
			return "diff 后面要写一个版本，例如 HEAD 或 main"
		}
		return fmt.Sprintf("diff 最多比较两个版本，写了%d个", len(plain))
	case "demo":
		return "demo 后面写一个目录，例如 mingbai demo 演示"
	case "verify":
		return "verify 后面写一个 PDF 文件或网站目录，例如 mingbai verify report.pdf"
	case "schema":
		return fmt.Sprintf("schema 最多写一种，写了%d种", len(plain))
	}
	if cmd.Name() != "explain" {
		return fmt.Sprintf("%s 不需要参数，多写了“%s”", cmd.Name(), strings.Join(plain, " "))
	}
	if len(plain) == 0 {
		return "explain 后面要写一个键，例如 2023/zhengxie/execution_rate"
	}
	return fmt.Sprintf("explain 一次只说明一个数，写了%d个", len(plain))
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// unknownKey is the error for a key that no figure has.
func unknownKey(key string, near []string) error {
	if len(near) == 0 {
		return fmt.Errorf("没有键为“%s”的数；键的写法如 2023/zhengxie/execution_rate，全部的键见网站上的 figures.json", key)
	}
	return fmt.Errorf("没有键为“%s”的数，是否想写：\n  %s", key, strings.Join(near, "\n  "))
}

func joinOr(words []string) string { return strings.Join(words, "、") }
