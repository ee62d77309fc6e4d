// Package browsertest loads the built site in a real browser: every page, at
// the widths of phones, tablets and desks, from a web server and from a file.
package browsertest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"mingbai/internal/publish"
	"mingbai/internal/site"
	"mingbai/internal/testtool"
)

// widths are those at which every page must read well.
var widths = []int64{320, 360, 768, 1280}

const height = 900

// build publishes the shipped content into a folder of its own and lists its
// pages.
func build(t *testing.T) (dir string, pages []string) {
	t.Helper()
	w, findings, err := site.Load(site.Options{Content: testtool.Content(t), Layouts: "../../layouts"})
	if err != nil || site.HasBroken(findings) {
		t.Fatal(err, findings)
	}
	built, findings := w.Build(func(int, int) {})
	if site.HasBroken(findings) {
		t.Fatal(findings)
	}
	dir = filepath.Join(t.TempDir(), "公开", "site")
	if err := publish.Replace(dir, built.Files); err != nil {
		t.Fatal(err)
	}
	for _, f := range built.Files {
		if filepath.Ext(f.Path) == ".html" {
			pages = append(pages, f.Path)
		}
	}
	return dir, pages
}

// browser starts one browser for all pages.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := testtool.Need(t, "chromium")
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.DisableGPU,
		chromedp.Flag("hide-scrollbars", false), chromedp.Flag("force-prefers-reduced-motion", true), chromedp.UserDataDir(t.TempDir()))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox) // Chromium has no sandbox for root
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// watch collects what a page must not do: errors and requests that fail or lead
// elsewhere.
type watch struct {
	sync.Mutex
	base   string
	faults []string
}

func (w *watch) add(format string, args ...any) {
	w.Lock()
	defer w.Unlock()
	w.faults = append(w.faults, fmt.Sprintf(format, args...))
}

// take returns the faults since the last call.
func (w *watch) take() []string {
	w.Lock()
	defer w.Unlock()
	out := w.faults
	w.faults = nil
	return out
}

func (w *watch) event(ev any) {
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		var text []string
		for _, a := range ev.Args {
			text = append(text, string(a.Value)+a.Description)
		}
		w.add("console.%s: %s", ev.Type, strings.Join(text, " "))
	case *runtime.EventExceptionThrown:
		w.add("exception: %s", ev.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		w.add("%s: %s %s", ev.Entry.Level, ev.Entry.Text, ev.Entry.URL)
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(ev.Request.URL, w.base) {
			w.add("requests %s", ev.Request.URL)
		}
	case *network.EventLoadingFailed:
		w.add("loading fails: %s", ev.ErrorText)
	}
}

// roots are the two ways to reach the site: as files and over HTTP.
func roots(t *testing.T, dir string) map[string]string {
	t.Helper()
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	file := url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/"}
	return map[string]string{"file": file.String(), "http": server.URL + "/"}
}

// wide finds what is wider than the window: the widths, and the elements that
// stick out of the page and of every box that scrolls by itself.
const wide = `(() => {
	const root = document.scrollingElement, limit = root.clientWidth, out = [];
	if (root.scrollWidth <= limit && document.body.scrollWidth <= limit) return out;
	out.push(root.scrollWidth + ' > ' + limit);
	for (const e of document.querySelectorAll('body *')) {
		if (e.getBoundingClientRect().right <= limit + 0.5 || e.closest('svg') && e.tagName !== 'svg') continue;
		let p = e.parentElement;
		while (p && !/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) p = p.parentElement;
		if (!p) out.push(e.tagName + '.' + (e.getAttribute('class') || '') + '#' + e.id + ' ' + e.textContent.trim().slice(0, 20));
	}
	return out.slice(0, 6);
})()`

func TestPages(t *testing.T) {
	testtool.Full(t)
	dir, pages := build(t)
	ctx := browser(t)
	for name, base := range roots(t, dir) {
		w := &watch{base: base}
		pageCtx, cancel := chromedp.NewContext(ctx)
		if err := chromedp.Listen(pageCtx, w.event); err != nil {
			t.Fatal(err)
		}
		w.take() // the blank page of the new tab
		for _, width := range widths {
			if err := chromedp.Do(pageCtx, chromedp.EmulateViewport(width, height)); err != nil {
				t.Fatal(err)
			}
			for _, page := range pages {
				at := fmt.Sprintf("%s, %d px, %s", name, width, page)
				if err := do(pageCtx, chromedp.Navigate(base+page)); err != nil {
					t.Fatalf("%s: %v", at, err)
				}
				out, err := eval[[]string](pageCtx, wide)
				if err != nil {
					t.Fatalf("%s: %v", at, err)
				}
				if len(out) > 0 {
					t.Errorf("%s scrolls sideways: %v", at, out)
				}
				if faults := w.take(); len(faults) > 0 {
					t.Errorf("%s: %v", at, faults)
				}
			}
		}
		cancel()
	}
}

// do and eval give up on a page that hangs.
func do(ctx context.Context, a chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	return chromedp.Do(ctx, a)
}

func eval[T any](ctx context.Context, script string) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, 60*time.Second)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// seen is a promise of what keeps an element from being read: nothing when its
// beginning is in the window and nothing lies over it.
const seen = `async function seen(id) {
	let why = '';
	for (let i = 0; i < 90; i++) {
		await new Promise(requestAnimationFrame);
		const e = document.getElementById(id);
		if (!e) return 'there is no #' + id;
		const r = e.getBoundingClientRect();
		if (r.height === 0 || r.width === 0) { why = 'it has no size'; continue; }
		if (r.top < 0 || r.top > innerHeight - 20 || r.left < 0 || r.left > innerWidth) {
			why = 'it is at ' + r.left + ', ' + r.top + ' of ' + innerWidth + ', ' + innerHeight; continue;
		}
		const over = document.elementFromPoint(r.left + Math.min(8, r.width / 2), r.top + Math.min(8, r.height / 2));
		if (over && (e.contains(over) || over.contains(e))) return '';
		why = 'under ' + (over ? over.tagName + '.' + over.className : 'nothing');
	}
	return why;
}`

// clicks follows every link within the page once and lists those that lead to
// nothing that can be seen.
const clicks = seen + `
(async () => {
	const out = [], done = new Set();
	for (const a of document.querySelectorAll('a[href^="#"]')) {
		const href = a.getAttribute('href');
		if (done.has(href) || a.getClientRects().length === 0) continue;
		done.add(href);
		if (a instanceof SVGElement) a.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, view: window}));
		else a.click();
		const why = await seen(decodeURIComponent(href.slice(1)));
		if (why) out.push(href + ': ' + why);
		else if (decodeURIComponent(location.hash) !== decodeURIComponent(href)) out.push(href + ': the address is ' + location.hash);
	}
	return out.concat(done.size < 5 ? ['only ' + done.size + ' links'] : []);
})()`

func TestLinksOfTheReport(t *testing.T) {
	testtool.Full(t)
	dir, _ := build(t)
	ctx := browser(t)
	for name, base := range roots(t, dir) {
		for _, width := range []int64{360, 1280} {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, height)); err != nil {
				t.Fatal(err)
			}
			if err := do(ctx, chromedp.Navigate(base+"2023/zhengxie/index.html")); err != nil {
				t.Fatal(err)
			}
			out, err := eval[[]string](ctx, clicks)
			if err != nil {
				t.Fatalf("%s, %d px: %v", name, width, err)
			}
			for _, fault := range out {
				t.Errorf("%s, %d px: %s", name, width, fault)
			}
		}
	}
}

// TestFiguresOfOtherPages follows the first figure of other pages to its entry.
func TestFiguresOfOtherPages(t *testing.T) {
	testtool.Full(t)
	dir, _ := build(t)
	ctx := browser(t)
	for name, base := range roots(t, dir) {
		for _, page := range []string{"index.html", "2023/index.html", "2023/zhengxie/projects/huiyi.html", "departments/zhengxie.html"} {
			if err := do(ctx, chromedp.Navigate(base+page)); err != nil {
				t.Fatal(err)
			}
			href, err := eval[string](ctx, `document.querySelector('article a[data-figure]').href`)
			if err != nil {
				t.Fatalf("%s %s: %v", name, page, err)
			}
			if err := do(ctx, chromedp.Navigate(href)); err != nil {
				t.Fatal(err)
			}
			why, err := eval[string](ctx, seen+`seen(decodeURIComponent(location.hash.slice(1)))`)
			if err != nil || why != "" {
				t.Errorf("%s, %s: %s cannot be read: %s %v", name, page, href, why, err)
			}
		}
	}
}
