package main

import (
	"fmt"
	"strings"

	rules "mingbai/internal/check"
)

type ruleJSON struct {
	ID        string `json:"id"`
	Severity  string `json:"severity"`
	Title     string `json:"title"`
	Explain   string `json:"explain"`
	Tolerance string `json:"tolerance"`
	Source    string `json:"source"`
	When      string `json:"when"`
	From      string `json:"from"`
	Spared    bool   `json:"transcribed_spared"`
	By        string `json:"by"`
}

// printRules lists every rule of the domain: what it checks, when, and who decides.
func (a *app) printRules() error {
	all := rules.Rules()
	switch a.format {
	case "json":
		list := struct {
			Schema string     `json:"schema"`
			Rules  []ruleJSON `json:"rules"`
		}{"mingbai.rules/1", nil}
		for _, r := range all {
			list.Rules = append(list.Rules, ruleJSON{r.ID, r.Severity.String(), r.Title, r.Explain, r.Tolerance, r.Source, r.When(), string(r.From), r.Spared, r.By()})
		}
		return a.writeJSON(list)
	case "markdown":
		fmt.Fprint(a.stdout, "| 编号 | 程度 | 核对什么 | 什么时候 | 允许的差 | 依据 | 由谁核对 |\n|---|---|---|---|---|---|---|\n")
		for _, r := range all {
			fmt.Fprintf(a.stdout, "| %s | %s | %s | %s | %s | %s | %s |\n", r.ID, r.Severity.Label(), cell(r.Title), r.When(), cell(r.Tolerance), cell(r.Source), r.By())
		}
		return nil
	}
	for _, r := range all {
		fmt.Fprintf(a.stdout, "%s %s %s\n", r.ID, r.Severity.Label(), r.Title)
		parts := []string{"什么时候：" + r.When()}
		if r.Tolerance != "" {
			parts = append(parts, "允许的差："+r.Tolerance)
		}
		parts = append(parts, "依据："+r.Source, "由谁核对："+r.By())
		fmt.Fprintf(a.stdout, "    %s\n    %s\n", strings.Join(parts, "　"), r.Explain)
	}
	_, err := fmt.Fprintf(a.stdout, "\n共%d条。程度是最重的一种，规则集可以调整，不能关掉；规则集自己加的核对另计。\n", len(all))
	return err
}
