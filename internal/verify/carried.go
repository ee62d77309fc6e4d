package verify

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/pdf/read"
	"mingbai/internal/source"
)

// Names of the attachments. In a book the first two stand below the key of their report.
const (
	figuresJSON = "figures.json"
	figuresCSV  = "figures.csv"
	inputsTXT   = "inputs.txt"
	withheldTXT = "withheld.txt"
)

// layoutsPrefix begins the paths of layouts.
const layoutsPrefix = "layouts/"

// maxSources bounds the TOML files of one document together.
const maxSources = 16 << 20

// Bounds of the rest: reports of one document, their figures, and inputs.txt.
const (
	maxReports = 1 << 10
	maxFigures = 64 << 20 // bytes
	maxObjects = 1 << 18  // of JSON, with up to 16 things in each
	maxFiles   = 1 << 14  // of TOML
	maxInputs  = 8 << 20  // bytes
	maxFaults  = 100
)

// carried is what a document carries.
type carried struct {
	inputs  []byte            // inputs.txt
	lines   map[string]string // its hashes by path
	sources map[string][]byte // TOML files by path
	figures map[string][]byte // figures.json by the path of its folder: "" or KEY/
	tables  map[string][]byte // figures.csv likewise
	left    map[string]bool   // files that withheld.txt names
	kept    []string          // those of them that are listed and not attached
	others  []string          // attachments that mingbai doesn't make
}

// carriedBy sorts the attachments. The error says why the file is not one of ours, or why
// nothing can be computed from it.
func carriedBy(files []read.Attachment) (*carried, error) {
	c := &carried{left: map[string]bool{}, sources: map[string][]byte{}, figures: map[string][]byte{}, tables: map[string][]byte{}}
	total, figures, objects, commas := 0, 0, 0, 0
	seen := map[string]bool{}
	for _, a := range files {
		if seen[a.Name] {
			return nil, fmt.Errorf("附件“%s”有两个", a.Name)
		}
		seen[a.Name] = true
		switch folder, ok := strings.CutSuffix(a.Name, figuresJSON); {
		case ok && (folder == "" || strings.HasSuffix(folder, "/")):
			c.figures[folder] = a.Data
			figures, objects = figures+len(a.Data), objects+bytes.Count(a.Data, []byte("{"))
			commas += bytes.Count(a.Data, []byte(","))
			if len(c.figures) > maxReports || figures > maxFigures || objects > maxObjects || commas > 16*maxObjects {
				return nil, fmt.Errorf("附件“%s”太多或太大", figuresJSON)
			}
			continue
		}
		switch folder, ok := strings.CutSuffix(a.Name, figuresCSV); {
		case ok && (folder == "" || strings.HasSuffix(folder, "/")):
			c.tables[folder] = a.Data
		case a.Name == inputsTXT:
			if len(a.Data) > maxInputs {
				return nil, fmt.Errorf("附件“%s”太大", a.Name)
			}
			c.inputs = a.Data
		case a.Name == withheldTXT:
			if len(a.Data) > maxInputs {
				return nil, fmt.Errorf("附件“%s”太大", a.Name)
			}
			c.readLeft(a.Data)
		case strings.HasSuffix(a.Name, ".toml"):
			if total += len(a.Data); len(a.Data) > source.MaxFileSize || total > maxSources || len(c.sources) == maxFiles {
				return nil, fmt.Errorf("附件“%s”太大，或者 TOML 文件太多", a.Name)
			}
			c.sources[a.Name] = a.Data
		default:
			c.others = append(c.others, a.Name)
		}
	}
	for folder := range c.tables {
		if c.figures[folder] == nil {
			c.others = append(c.others, folder+figuresCSV)
		}
	}
	slices.Sort(c.others)
	var lacking []string
	if len(c.figures) == 0 {
		lacking = append(lacking, figuresJSON)
	}
	if c.inputs == nil {
		lacking = append(lacking, inputsTXT)
	}
	if len(c.sources) == 0 {
		lacking = append(lacking, "TOML 文件")
	}
	if len(lacking) > 0 {
		return nil, fmt.Errorf("PDF 里没有附 %s：它不是明白账生成的，或者附件被删掉了", strings.Join(lacking, "、"))
	}
	return c, nil
}

// readLeft reads withheld.txt.
func (c *carried) readLeft(data []byte) {
	for p := range strings.Lines(string(data)) {
		c.left[strings.TrimSuffix(p, "\n")] = true
	}
}

// folders are those of the figures, sorted.
func (c *carried) folders() []string {
	var out []string
	for f := range c.figures {
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

// readInputs reads the lines of inputs.txt.
func (c *carried) readInputs() []string {
	c.lines = map[string]string{}
	var faults []string
	text, ended := strings.CutSuffix(string(c.inputs), "\n")
	if !ended {
		faults = append(faults, "inputs.txt 的最后一行没有写完")
	}
	last := ""
	for i, line := range strings.Split(text, "\n") {
		path, hash, ok := strings.Cut(line, " ")
		if _, err := hex.DecodeString(hash); !ok || err != nil || len(hash) != 2*sha256.Size || path == "" || path <= last {
			if faults = append(faults, fmt.Sprintf("inputs.txt 第%d行写法不对，或没有按路径排序", i+1)); len(faults) > maxFaults {
				break
			}
			continue
		}
		last = path
		c.lines[path] = hash
	}
	return faults
}

// layouts counts the lines of layouts.
func (c *carried) layouts() int {
	n := 0
	for p := range c.lines {
		if strings.HasPrefix(p, layoutsPrefix) {
			n++
		}
	}
	return n
}

// checkSources holds the attached TOML files against their lines. A report.toml that says
// things which are not to be published is listed and not attached, and withheld.txt says so.
func (c *carried) checkSources() []string {
	var faults []string
	for _, p := range sortedKeys(c.sources) {
		switch want, listed := c.lines[p]; {
		case !listed:
			faults = append(faults, "附有 "+p+"，inputs.txt 里没有它")
		case hashOf(c.sources[p]) != want:
			faults = append(faults, p+" 的内容与 inputs.txt 里的摘要不符")
		}
	}
	for _, p := range sortedKeys(c.lines) {
		switch _, attached := c.sources[p]; {
		case attached, strings.HasPrefix(p, layoutsPrefix):
		case strings.HasSuffix(p, "/report.toml") && c.left[p]:
			c.kept = append(c.kept, p)
		default:
			faults = append(faults, "inputs.txt 里有 "+p+"，没有附它")
		}
	}
	return faults
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
