package site

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/check"
	"mingbai/internal/history"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// past is the content of an earlier revision, computed and checked as of the same
// day as now.
type past struct {
	*evaluation
	rev    *history.Revision
	broken []source.Finding // of the content alone

	withheld []record.Withheld
}

// readPast reads the content at a revision; nothing is written and the work tree
// is not touched. What is withheld since then counts as withheld.
func readPast(content, name, asOf string, since []record.Withheld) (*past, error) {
	rev, err := readRevision(content, name)
	if err != nil {
		return nil, err
	}
	records, faults := record.Load(source.NewTree(rev.Files))
	records.Withhold(since)
	p := newPast(records.Public(), faults, asOf)
	p.rev = rev
	return p, nil
}

// newPast computes and checks a content as the public may see it.
func newPast(records *record.Content, faults []source.Finding, asOf string) *past {
	e := evaluate(records, asOf, faults, nil)
	p := &past{evaluation: e, broken: append(faults, e.faults...), withheld: records.Withheld}
	hush(p.broken, records.Withheld)
	return p
}

func readRevision(content, name string) (*history.Revision, error) {
	rev, err := history.ReadRevision(content, name, isContent)
	if err == nil && rev.Files[source.SiteFile] == nil {
		return nil, fmt.Errorf("版本“%s”里还没有数据目录“%s”", name, content)
	}
	return rev, err
}

// isContent reports whether a path has its place in a content root.
func isContent(path string) bool {
	if !strings.HasSuffix(path, ".toml") {
		return false
	}
	parts := strings.Split(path, "/")
	switch len(parts) {
	case 1:
		return path == source.SiteFile
	case 2:
		return parts[0] == "departments" || parts[0] == "rules"
	case 3:
		return isYear(parts[0]) && parts[2] == "report.toml"
	case 4:
		return isYear(parts[0]) && parts[2] == "projects"
	}
	return false
}

func isYear(s string) bool { return len(s) == 4 && strings.Trim(s, "0123456789") == "" }

// editions are the figures that a revision had published, by report.
type editions struct {
	mu sync.Mutex
	of map[string]check.Edition
}

// keep keeps the inputs of a published report.
func (e *editions) keep(r *record.Report, set *metric.Set) {
	if e == nil || record.Stage(r.Stage.Value) != record.Published {
		return
	}
	shown := map[string]string{}
	for _, f := range set.All() {
		if _, input := f.Origin.(metric.Input); input {
			shown[f.Key] = f.Shown()
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.of[r.Key()] = check.Edition{Shown: shown}
}

// mostDocuments is up to how many reports Check makes their documents, too, to
// find the faults of layouts that show only then. Build finds them in any case.
const mostDocuments = 30

// Check finds everything that is wrong. With a revision, only what did not exist
// at it: no finding with the same rule, key and values. Faults of layouts are
// always among them.
func Check(opt Options, since string) (*Inspection, error) {
	w, layouts, err := open(opt)
	if err != nil {
		return nil, err
	}
	now := inspector{faulty: layouts, asOf: w.today()}
	var was []source.Finding
	if since != "" {
		rev, err := readRevision(opt.Content, since)
		if err != nil {
			return nil, err
		}
		old := inspector{asOf: w.today(), editions: &editions{of: map[string]check.Edition{}}}
		old.run(source.NewTree(rev.Files))
		was, now.earlier = append(old.faults, old.found...), old.editions.of
	}
	glyphs := w.glyphFaults() // before the files are dropped
	now.run(w.tree)
	findings := append(now.faults, now.found...)
	if since != "" {
		findings = subtract(findings, was)
	}
	findings = append(findings, layouts...)
	findings = append(findings, glyphs...)
	if len(now.rows) <= mostDocuments && !source.HasBroken(now.faults) && !source.HasBroken(findings) {
		findings = append(findings, documentFaults(opt)...)
	}
	source.Sort(findings)
	in := &Inspection{Reports: len(now.rows), Warnings: w.Warnings(), Findings: source.Unique(findings), world: w}
	if !opt.Reveal {
		in.withheld = now.store.Withheld()
		in.hushed = hush(in.Findings, in.withheld)
	}
	return in, nil
}

// documentFaults are the faults that only making the documents shows.
func documentFaults(opt Options) []source.Finding {
	opt.Reveal = false
	w, findings, err := Load(opt)
	if err != nil || source.HasBroken(findings) {
		return nil
	}
	_, findings = w.Build(func(int, int) {})
	return slices.DeleteFunc(findings, func(f source.Finding) bool { return f.Kind != source.Broken })
}

// identity is what makes two findings the same in two revisions: rule, key and
// values; for those that have none of these, the words and the file.
func identity(f *source.Finding) string {
	id := f.Rule + "\x00" + f.Key + "\x00" + f.Stated + "\x00" + f.Computed
	if f.Kind == source.Broken || f.Stated == "" && f.Computed == "" {
		id += "\x00" + f.Place.File + "\x00" + f.Message
	}
	if f.Accepted != nil {
		id += "\x00accepted"
	}
	return id
}

// subtract takes away, one for one, the findings that were there before.
func subtract(now, was []source.Finding) []source.Finding {
	count := map[string]int{}
	for i := range was {
		count[identity(&was[i])]++
	}
	var out []source.Finding
	for i := range now {
		id := identity(&now[i])
		if count[id] > 0 {
			count[id]--
			continue
		}
		out = append(out, now[i])
	}
	return out
}
