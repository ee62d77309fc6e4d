package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"mingbai/internal/demo"
	"mingbai/internal/schema"
)

func (a *app) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "demo 目录",
		Short: "写出一个虚构的县，供演示和试用",
		Long: `写出一个虚构的县：八个部门、三个年度、几十个项目，有所属单位、资金来源、预算调整、各种指标、整改台账、更正和已说明的差异，还有几处故意留下的差错，看核对怎样把它们找出来。

县名、部门、文号、人员和数字全部是编写的，每一页都标明“虚构示例”。每次写出的内容完全相同。目录应当不存在，或者是空的。`,
		Example: "  mingbai demo 演示\n  mingbai build --content 演示/content --out 演示/public",
		Args:    cobra.ExactArgs(1),
		RunE:    a.demo,
	}
}

func (a *app) demo(_ *cobra.Command, args []string) error {
	dir := args[0]
	exists, err := emptyOrAbsent(dir)
	if err != nil {
		return cannotRun(err)
	}
	files, err := demo.Generate(demo.Default())
	if err != nil {
		return cannotRun(err)
	}
	if err := writeDemo(dir, exists, files); err != nil {
		return cannotRun(fmt.Errorf("写不进“%s”：%s", dir, plainly(err)))
	}
	content := filepath.Join(dir, "content")
	_, err = fmt.Fprintf(a.stdout, "已写出虚构的%s，%d个文件，在 %s。\n核对：mingbai check --content %s\n生成：mingbai build --content %s --out %s\n",
		demo.County, len(files), content, content, content, filepath.Join(dir, "public"))
	return err
}

// emptyOrAbsent refuses a folder that holds anything.
func emptyOrAbsent(dir string) (exists bool, err error) {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("“%s”不是可以写的目录", dir)
	case len(entries) > 0:
		return true, fmt.Errorf("目录“%s”不是空的，里面的东西不会动；请换一个目录", dir)
	}
	return true, nil
}

// writeDemo writes everything beside its place and then moves it there, so that
// nothing half-written is left when it fails.
func writeDemo(dir string, exists bool, files map[string][]byte) (err error) {
	dir = filepath.Clean(dir)
	parent, pattern := filepath.Dir(dir), "."+filepath.Base(dir)+".tmp-*"
	if exists {
		parent, pattern = dir, ".demo.tmp-*"
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(parent, pattern)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(temp))
		}
	}()
	if err := fillDemo(temp, files); err != nil {
		return err
	}
	if !exists {
		if err := os.Chmod(temp, 0o755); err != nil {
			return err
		}
		return os.Rename(temp, dir)
	}
	if err := os.Rename(filepath.Join(temp, "schema"), filepath.Join(dir, "schema")); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(temp, "content"), filepath.Join(dir, "content")); err != nil {
		return errors.Join(err, os.RemoveAll(filepath.Join(dir, "schema")))
	}
	return os.Remove(temp)
}

func fillDemo(dir string, files map[string][]byte) error {
	for path, data := range files {
		name := filepath.Join(dir, "content", filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "schema"), 0o755); err != nil {
		return err
	}
	for _, kind := range schema.Kinds() {
		data, err := schema.Schema(kind)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "schema", kind+".json"), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// plainly is what an error of the file system says, without its English path.
func plainly(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	case errors.Is(err, fs.ErrNotExist):
		return "上级目录不存在"
	}
	return err.Error()
}
