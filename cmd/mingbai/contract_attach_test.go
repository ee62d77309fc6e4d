package main

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// inputsOfReport are the TOML files that the shipped report depends on.
func inputsOfReport() []string {
	paths := []string{"site.toml", "departments/zhengxie.toml", "rules/mof-2020.toml", report + "/report.toml"}
	for _, id := range projects {
		paths = append(paths, report+"/projects/"+id+".toml")
	}
	slices.Sort(paths)
	return paths
}

// TestContractPDFAttachments holds what other programs take out of the report's PDF: by
// path with qpdf, and all at once, under names without slashes, with pdfdetach.
func TestContractPDFAttachments(t *testing.T) {
	want := map[string]string{}
	for _, name := range []string{"figures.json", "figures.csv"} {
		want[name] = theSite(t).files[report+"/"+name]
	}
	for _, p := range inputsOfReport() {
		data, err := os.ReadFile(filepath.Join(frozen(), filepath.FromSlash(p)))
		if err != nil {
			t.Fatal(err)
		}
		want[p] = strings.ReplaceAll(strings.TrimPrefix(string(data), "\ufeff"), "\r\n", "\n")
	}
	lines := tool(t, "qpdf", "--show-attachment=inputs.txt", "FILE")
	want["inputs.txt"] = lines
	dir := t.TempDir()
	tool(t, "pdfdetach", "-saveall", "-o", dir, "FILE")
	saved, err := folderFiles(dir)
	if err != nil || len(saved) != len(want) {
		t.Errorf("pdfdetach saves %d files of %d: %v", len(saved), len(want), err)
	}
	for name, text := range want {
		if got := tool(t, "qpdf", "--show-attachment="+name, "FILE"); got != text {
			t.Errorf("%s is not the file itself", name)
		}
		if saved[strings.ReplaceAll(name, "/", "_")] != text {
			t.Errorf("pdfdetach saves another %s", name)
		}
	}
	listed := tool(t, "qpdf", "--list-attachments", "--verbose", "FILE")
	for _, p := range inputsOfReport() {
		sum := sha256.Sum256([]byte(want[p]))
		if !strings.Contains("\n"+lines, "\n"+p+" "+hex.EncodeToString(sum[:])+"\n") {
			t.Errorf("inputs.txt has no right line of %s", p)
		}
		if !strings.Contains(listed, p) {
			t.Errorf("qpdf does not list %s", p)
		}
	}
	if n := strings.Count("\n"+lines, "\nlayouts/"); n < 10 || strings.Count(lines, "\n") != n+len(inputsOfReport()) {
		t.Errorf("inputs.txt is\n%s", lines)
	}
	sum := sha256.Sum256([]byte(lines))
	text := packed(tool(t, "pdftotext", "-raw", "FILE", "-"))
	if hash := hex.EncodeToString(sum[:]); !strings.Contains(text, hash) {
		t.Errorf("the PDF does not print %s", hash)
	}
}

// TestContractPDFStandard holds which standards the PDF claims.
func TestContractPDFStandard(t *testing.T) {
	info := tool(t, "pdfinfo", "-meta", "FILE")
	for _, want := range []string{"<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"} {
		if !strings.Contains(info, want) {
			t.Errorf("no %s in\n%s", want, info)
		}
	}
	if !regexp.MustCompile(`<dc:identifier>sha256:[0-9a-f]{64}<`).MatchString(info) {
		t.Errorf("no data hash in\n%s", info)
	}
}

// TestContractCSV holds figures.csv against figures.json.
func TestContractCSV(t *testing.T) {
	text, marked := strings.CutPrefix(theSite(t).files[report+"/figures.csv"], "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked || len(rows) != 1+len(theSite(t).order) {
		t.Fatalf("%d rows, marked: %v, %v", len(rows), marked, err)
	}
	if head := strings.Join(rows[0], ","); head != "键,名称,种类,状态,原因,分,分子,分母,单位,公布值,来源,文件,行,列,公式" {
		t.Errorf("head is %s", head)
	}
	for i, f := range theSite(t).order {
		row := rows[i+1]
		place := ""
		if row[12] != "" {
			place = fmt.Sprintf("%s:%s:%s", row[11], row[12], row[13])
		}
		if row[0] != f.Key || row[4] != f.Reason || row[5] != f.Fen || row[6] != f.Num || row[7] != f.Den || row[8] != f.Unit ||
			row[9] != f.Shown || place != f.place() || row[14] != f.Origin.Formula {
			t.Errorf("%s is %q", f.Key, row)
		}
	}
}
