package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"mingbai/internal/schema"
)

func (a *app) schemaCommand() *cobra.Command {
	out := ""
	var list []string
	for _, k := range schema.Kinds() {
		list = append(list, "  "+k+strings.Repeat(" ", 12-len(k))+schema.Title(k))
	}
	c := &cobra.Command{
		Use:   "schema [种类]",
		Short: "写出数据文件的 JSON Schema，供编辑器提示和补全",
		Long: `写出数据文件的 JSON Schema：每个键的中文名称、说明和可以写的值。支持 TOML 的编辑器照它提示、补全、检查。

种类：
` + strings.Join(list, "\n") + `

不写种类，就把全部写成一个。`,
		Example: "  mingbai schema report\n  mingbai schema --out schema",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case out != "" && len(args) > 0:
				return cannotRun(fmt.Errorf("--out 写出全部种类，不能再写“%s”", args[0]))
			case out != "":
				return writeSchemas(out)
			}
			return a.printSchema(args)
		},
	}
	c.Flags().StringVar(&out, "out", "", "把每一种写进这个目录：report.json、project.json……")
	return c
}

func (a *app) printSchema(args []string) error {
	data, err := schema.All()
	if len(args) > 0 {
		data, err = schema.Schema(args[0])
	}
	if err != nil {
		return cannotRun(err)
	}
	_, err = a.stdout.Write(data)
	return err
}

// writeSchemas writes a file for every kind into a folder.
func writeSchemas(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return cannotRun(fmt.Errorf("目录 %s 建不了", dir))
	}
	for _, k := range schema.Kinds() {
		data, err := schema.Schema(k)
		if err != nil {
			return cannotRun(err)
		}
		if err := os.WriteFile(filepath.Join(dir, k+".json"), data, 0o644); err != nil {
			return cannotRun(fmt.Errorf("%s 写不了", filepath.Join(dir, k+".json")))
		}
	}
	return nil
}
