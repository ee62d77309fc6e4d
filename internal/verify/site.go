package verify

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"mingbai/internal/source"
)

// Bounds of a site.
const (
	manifestName = "manifest.json"
	maxManifest  = 256 << 20
	maxListed    = 1 << 20 // files
	maxPDF       = 256 << 20
)

// manifest is manifest.json.
type manifest struct {
	Schema  string
	Content string
	Files   []struct {
		Path   string
		Size   int64
		SHA256 string
	}
}

// site is a folder while it is checked.
type site struct {
	root    *os.Root
	opt     Options
	list    manifest
	listed  map[string]bool
	inputs  map[string]string // of all PDFs, by path
	whose   map[string]string // the first PDF that has it
	unlike  []string          // inputs of which two PDFs disagree
	broken  int               // PDFs that don't tell their inputs
	held    map[string]bool   // keys of reports whose published figures a PDF carries
	figures []string          // folders of the published figures
	pages   int               // of the web
	cache   cache
}

// Site checks a whole site: first the folder, then each of its PDFs.
func Site(dir string, opt Options) ([]*Result, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, ErrMissing
	}
	defer root.Close()
	s := &site{root: root, opt: opt, listed: map[string]bool{}, inputs: map[string]string{}, whose: map[string]string{}, held: map[string]bool{}, cache: cache{}}
	data, err := s.readFile(manifestName, maxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotSite
	}
	whole := &Result{}
	out := []*Result{whole}
	if err == nil && bytes.Count(data, []byte("{")) > maxListed {
		err = errors.New("文件太多")
	}
	if err != nil || json.Unmarshal(data, &s.list) != nil || s.list.Schema != "mingbai.manifest/1" {
		whole.fail("manifest", "文件清单", nil, "manifest.json 读不出来，或者不是明白账的文件清单")
		return out, nil
	}
	s.checkFiles(whole)
	if err := s.checkExtra(whole); err != nil {
		return nil, err
	}
	pdfs := 0
	for _, f := range s.list.Files {
		switch {
		case !filepath.IsLocal(filepath.FromSlash(f.Path)):
		case strings.EqualFold(path.Ext(f.Path), ".pdf"):
			pdfs++
			out = append(out, s.checkPDF(f.Path))
		case strings.EqualFold(path.Ext(f.Path), ".html"):
			s.pages++
		case path.Base(f.Path) == figuresJSON:
			s.figures = append(s.figures, path.Dir(f.Path))
		}
	}
	s.checkRest(whole)
	if pdfs == 0 {
		whole.skip("pdfs", "PDF", "网站里没有 PDF")
	}
	s.checkContent(whole)
	return out, nil
}

// readFile reads a plain file of the site that is not too large.
func (s *site) readFile(p string, most int64) ([]byte, error) {
	f, err := s.open(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		return nil, errors.New("文件太大")
	}
	return data, err
}

// open opens a plain file of the site; links are none.
func (s *site) open(p string) (*os.File, error) {
	name := filepath.FromSlash(p)
	info, err := s.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("不是普通文件")
	}
	return s.root.Open(name)
}

// checkFiles holds every file of the manifest against its size and its hash.
func (s *site) checkFiles(r *Result) {
	var faults []string
	for _, f := range s.list.Files {
		if s.listed[f.Path] {
			faults = append(faults, f.Path+" 在清单里有两次")
			continue
		}
		s.listed[f.Path] = true
		if why := s.checkFile(f.Path, f.Size, f.SHA256); why != "" {
			faults = append(faults, f.Path+" "+why)
		}
	}
	r.settle("files", "文件清单", faults, fmt.Sprintf("清单上的%d个文件都在，大小和摘要都对", len(s.list.Files)), "有的文件与清单不同")
}

func (s *site) checkFile(p string, size int64, want string) string {
	if !filepath.IsLocal(filepath.FromSlash(p)) {
		return "不是网站里的路径"
	}
	f, err := s.open(p)
	if errors.Is(err, fs.ErrNotExist) {
		return "没有了"
	}
	if err != nil {
		return "读不出来"
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	switch {
	case err != nil:
		return "读不出来"
	case n != size:
		return fmt.Sprintf("有%d字节，清单上是%d字节", n, size)
	case hex.EncodeToString(h.Sum(nil)) != want:
		return "的内容变了，摘要与清单不同"
	}
	return ""
}

// checkExtra looks for files that the manifest doesn't list.
func (s *site) checkExtra(r *Result) error {
	var faults []string
	err := fs.WalkDir(s.root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || s.listed[p] || p == manifestName || p == ".gitkeep" {
			return err
		}
		faults = append(faults, "清单上没有 "+p)
		return nil
	})
	r.settle("extra", "多余的文件", faults, "除了清单上的，没有别的文件", "有清单以外的文件")
	return err
}

// checkPDF checks a PDF of the site, and that what it carries is what is published beside it.
func (s *site) checkPDF(p string) *Result {
	r := &Result{Path: p}
	data, err := s.readFile(p, maxPDF)
	if err != nil {
		s.broken++
		r.fail("file", "文件", nil, "读不出来")
		return r
	}
	d, err := openPDF(p, data, s.opt, s.cache)
	if err != nil || d.carried == nil {
		s.broken++
		if err != nil {
			r.fail("file", "文件", nil, "%v", err)
			return r
		}
		return &d.Result
	}
	var faults []string
	for _, folder := range d.carried.folders() {
		key := strings.TrimSuffix(folder, "/")
		if f := d.parsed[folder]; key == "" && f != nil {
			key = f.Report
		}
		for name, attached := range map[string][]byte{figuresJSON: d.carried.figures[folder], figuresCSV: d.carried.tables[folder]} {
			beside := key + "/" + name
			if !filepath.IsLocal(filepath.FromSlash(beside)) {
				continue
			}
			s.held[key] = true
			if published, err := s.readFile(beside, maxPDF); err != nil || !bytes.Equal(published, attached) {
				faults = append(faults, "附的 "+folder+name+" 与网站上的 "+beside+" 不同")
			}
		}
	}
	if why := d.misplaced(p); why != "" {
		d.fail("place", "位置", nil, "%s", why)
	}
	d.settle("beside", "网站上的数据", faults, "附的 figures.json、figures.csv 就是网站上公布的", "附的数据与网站上公布的不同")
	s.gather(d)
	return &d.Result
}

// misplaced says why a PDF is not the one that belongs at this path: that of another report,
// or of another year, holds by itself as well. A report and its parts stand in the report's
// folder, a book in that of its year.
func (d *document) misplaced(p string) string {
	parts := strings.Split(p, "/")
	_, single := d.carried.figures[""]
	for _, folder := range d.carried.folders() {
		f := d.parsed[folder]
		switch {
		case f == nil:
		case single && (len(parts) < 3 || parts[0]+"/"+parts[1] != f.Report):
			return "这里放的是 " + f.Report + " 的 PDF"
		case !single && (len(parts) != 2 || parts[0]+"/" != f.Report[:strings.IndexByte(f.Report+"/", '/')]+"/"):
			return "这里放的是汇编，里面有 " + f.Report
		}
	}
	if single && len(parts) == 4 && parts[2] == "projects" {
		return d.otherProject(strings.TrimSuffix(p, path.Ext(p)) + "/")
	}
	return ""
}

// otherProject says which project's form this is, if it prints no figure of the one that it
// should be of.
func (d *document) otherProject(prefix string) string {
	other := ""
	for _, key := range d.keys {
		if strings.HasPrefix(key, prefix) {
			return ""
		}
		if strings.Contains(key, "/projects/") {
			other = key
		}
	}
	if other == "" {
		return ""
	}
	return "这里放的是另一个项目的 PDF：印着 " + other
}

// checkRest says what the PDFs don't vouch for.
func (s *site) checkRest(r *Result) {
	var alone []string
	for _, key := range s.figures {
		if !s.held[key] {
			alone = append(alone, key+"/"+figuresJSON)
		}
	}
	if len(alone) > 0 {
		r.skip("alone", "没有 PDF 的数据", "没有 PDF 附着%s，没有核验", strings.Join(alone[:min(len(alone), mostDetails)], "、"))
	}
	if s.pages > 0 {
		r.skip("pages", "网页", "%d个网页只按清单核对了有没有变动，网页上写的数没有与数据核对；以 PDF 为准", s.pages)
	}
}

// gather notes the inputs of a document.
func (s *site) gather(d *document) {
	for _, p := range sortedKeys(d.carried.lines) {
		hash, known := s.inputs[p]
		if !known {
			s.inputs[p], s.whose[p] = d.carried.lines[p], d.Path
		} else if hash != d.carried.lines[p] {
			s.unlike = append(s.unlike, fmt.Sprintf("%s 在 %s 和 %s 里的摘要不同", p, s.whose[p], d.Path))
		}
	}
}

// checkContent holds the manifest's hash of all inputs against what is known of them: the
// folders, where they were named, else the inputs of the PDFs.
func (s *site) checkContent(r *Result) {
	const id, title = "content", "全部输入"
	if len(s.unlike) > 0 {
		r.fail(id, title, s.unlike, "同一个输入文件，几份 PDF 用的不一样")
		return
	}
	if s.opt.Content != "" && s.opt.Layouts != "" {
		all, err := folderInputs(s.opt.Content, s.opt.Layouts)
		switch {
		case err != nil:
			r.fail(id, title, nil, "数据目录或版式目录读不出来")
		case source.InputHash(all) == s.list.Content:
			r.hold(id, title, "“%s”和“%s”的摘要就是清单上的 content", s.opt.Content, s.opt.Layouts)
		default:
			r.fail(id, title, nil, "清单上的 content 不是“%s”和“%s”的摘要", s.opt.Content, s.opt.Layouts)
		}
		return
	}
	var all []source.Input
	for _, p := range sortedKeys(s.inputs) {
		all = append(all, source.Input{Path: p, SHA256: s.inputs[p]})
	}
	switch {
	case len(all) > 0 && source.InputHash(all) == s.list.Content:
		r.hold(id, title, "各份 PDF 的输入合起来，摘要就是清单上的 content")
	case s.broken > 0:
		r.skip(id, title, "有的 PDF 读不出输入，清单上的 content 无从核对")
	default:
		r.skip(id, title, "有的输入不属于任何报告（没用到的规则、没有报告的部门），清单上的 content 要加 --content 和 --layouts 才能核对")
	}
}
