package verify

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// checkFolders holds the lines of inputs.txt against the content and the layouts, where
// they were named. Layouts are in a PDF by their hashes only.
func (d *document) checkFolders() {
	if d.opt.Content != "" {
		d.compareFolder("content", "数据目录", d.opt.Content, "")
	}
	if d.opt.Layouts != "" {
		d.compareFolder("layouts", "版式目录", d.opt.Layouts, layoutsPrefix)
	} else {
		d.skip("layouts", "版式文件", "%d个版式文件只记了摘要，没有附；加 --layouts 版式目录 就与它核对", d.carried.layouts())
	}
}

// compareFolder holds the inputs below a prefix against the files of a folder.
func (d *document) compareFolder(id, title, dir, prefix string) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		d.fail(id, title, nil, "“%s”打不开", dir)
		return
	}
	defer root.Close()
	var faults []string
	n := 0
	for _, p := range sortedKeys(d.carried.lines) {
		if strings.HasPrefix(p, layoutsPrefix) != (prefix != "") {
			continue
		}
		n++
		data, err := root.ReadFile(filepath.FromSlash(strings.TrimPrefix(p, prefix)))
		switch {
		case err != nil:
			faults = append(faults, "没有 "+p)
		case source.HashFile(p, data) != d.carried.lines[p]:
			faults = append(faults, p+" 与这份 PDF 用的不同")
		}
	}
	d.settle(id, title, faults, fmt.Sprintf("%d个文件与“%s”里的相同", n, dir), "与“"+dir+"”里的不同")
}

// folderInputs lists the inputs of a content root and of a layouts folder as a build does,
// without what is not published.
func folderInputs(content, layouts string) ([]source.Input, error) {
	tree, _, err := source.ReadTree(content)
	if err != nil {
		return nil, err
	}
	records, _ := record.Load(tree)
	out := slices.Clone(records.Public().Inputs)
	err = fs.WalkDir(os.DirFS(layouts), ".", func(p string, e fs.DirEntry, err error) error {
		switch hidden := p != "." && strings.HasPrefix(path.Base(p), "."); {
		case err != nil:
			return err
		case e.IsDir() && hidden:
			return fs.SkipDir
		case e.IsDir() || hidden || !e.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(filepath.Join(layouts, filepath.FromSlash(p)))
		out = append(out, source.Input{Path: layoutsPrefix + p, SHA256: source.HashFile(p, data)})
		return err
	})
	return out, err
}
