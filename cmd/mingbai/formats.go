package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"

	"mingbai/internal/site"
	"mingbai/internal/source"
)

// path is a finding's file as a program outside finds it: with the root before it.
func (a *app) path(p source.Place) string { return a.where(source.Place{File: p.File}) }

// writeGitHub prints findings as workflow commands, which GitHub shows beside the
// lines. Accepted differences are none.
func (a *app) writeGitHub(fs []source.Finding) error {
	for _, f := range fs {
		if f.Accepted != nil {
			continue
		}
		level := [...]string{"error", "warning", "notice"}[f.Severity]
		title := f.Severity.Label() + " " + f.Rule
		if f.Title != "" {
			title += " " + f.Title
		}
		message := f.Message
		if f.Hint != "" {
			message += "\n改法：" + f.Hint
		}
		place := ""
		if f.Place.Line > 0 {
			place = fmt.Sprintf(",line=%d,col=%d", f.Place.Line, f.Place.Column)
		}
		if _, err := fmt.Fprintf(a.stdout, "::%s file=%s%s,title=%s::%s\n", level, property(a.path(f.Place)), place, property(title), data(message)); err != nil {
			return err
		}
	}
	return nil
}

// data and property escape the parts of a workflow command.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// prints gives each finding a name that does not depend on its line: by rule, file,
// key and values, and by number where several have the same.
func prints(fs []source.Finding) []string {
	out := make([]string, len(fs))
	seen := map[string]int{}
	for i := range fs {
		f := &fs[i]
		id := strings.Join([]string{f.Rule, f.Place.File, f.Key, f.Stated, f.Computed}, "\x00")
		if f.Stated == "" && f.Computed == "" {
			id += "\x00" + f.Message
		}
		n := seen[id]
		seen[id]++
		sum := sha256.Sum256([]byte(fmt.Sprintf("%s\x00%d", id, n)))
		out[i] = hex.EncodeToString(sum[:16])
	}
	return out
}

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
}

// gitlab is the report of code quality that GitLab reads. Accepted differences are
// not in it.
func (a *app) gitlab(fs []source.Finding) []gitlabIssue {
	out := []gitlabIssue{}
	names := prints(fs)
	for i, f := range fs {
		if f.Accepted != nil {
			continue
		}
		severity := [...]string{"critical", "minor", "info"}[f.Severity]
		if f.Kind == source.Broken {
			severity = "blocker"
		}
		out = append(out, gitlabIssue{
			Description: oneLine(f.Message), CheckName: f.Rule, Fingerprint: names[i], Severity: severity,
			Location: gitlabLocation{a.path(f.Place), gitlabLines{max(f.Place.Line, 1)}},
		})
	}
	return out
}

// markdownRows is how many findings a comment lists; forges limit its length.
const markdownRows = 100

// writeMarkdown prints findings as a comment on a pull request.
func (a *app) writeMarkdown(in *site.Inspection) error {
	fs := in.Findings
	var b strings.Builder
	var accepted []source.Finding
	rows := 0
	table := func(level source.Severity) {
		for _, f := range fs {
			if f.Accepted != nil || f.Severity != level {
				continue
			}
			if rows++; rows > markdownRows {
				continue
			}
			if rows == 1 {
				b.WriteString("\n| 程度 | 规则 | 位置 | 问题 | 原文 | 重算 | 相差 |\n|---|---|---|---|---|---|---|\n")
			}
			diff := ""
			if f.Difference != "" {
				diff = difference(f)
			}
			fmt.Fprintf(&b, "| %s | %s | `%s` | %s | %s | %s | %s |\n", f.Severity.Label(), f.Rule, strings.ReplaceAll(a.where(f.Place), "`", ""),
				cell(f.Message), cell(f.Stated), cell(f.Computed), cell(diff))
		}
	}
	for _, f := range fs {
		if f.Accepted != nil {
			accepted = append(accepted, f)
		}
	}
	fmt.Fprintf(&b, "### 核对结果：%s\n", a.heading(in))
	table(source.Error)
	table(source.Warning)
	table(source.Info)
	if rows > markdownRows {
		fmt.Fprintf(&b, "\n另有%d处没有列出，请运行 `mingbai check` 查看。\n", rows-markdownRows)
	}
	if len(accepted) > 0 {
		b.WriteString("\n<details><summary>已说明的差异</summary>\n\n| 规则 | 位置 | 差异 | 说明 | 接受人 | 日期 |\n|---|---|---|---|---|---|\n")
		for _, f := range accepted[:min(len(accepted), markdownRows)] {
			fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s | %s |\n", f.Rule, a.where(f.Place), cell(f.Message), cell(f.Accepted.Reason), cell(f.Accepted.Who), f.Accepted.Date)
		}
		b.WriteString("\n</details>\n")
	}
	_, err := a.stdout.Write([]byte(b.String()))
	return err
}

// heading says in one line what was found.
func (a *app) heading(in *site.Inspection) string {
	what := "没有发现问题"
	if a.since != "" {
		what = "没有新的问题"
	}
	if len(in.Findings) > 0 {
		what = countText(in.Findings)
	}
	if a.since != "" {
		return fmt.Sprintf("相对 %s，%s", cell(a.since), what)
	}
	return fmt.Sprintf("%d份报告，%s", in.Reports, what)
}

// cell escapes a text for a cell of a Markdown table, in which nothing is markup
// and nobody is mentioned.
func cell(s string) string {
	s = strings.NewReplacer("\r", "", "\n", " ", "\\", "\\\\", "|", "\\|", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "~", "\\~", "<", "&lt;", ">", "&gt;", "&", "&amp;", "#", "\\#", "@", "@\u2060").Replace(s)
	return s
}

// uri is a path as an address within the repository.
func uri(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}
