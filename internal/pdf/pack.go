package pdf

import (
	"bytes"
	"compress/zlib"
	"runtime"

	"mingbai/internal/pdf/object"
)

// level is how hard streams are compressed. The fonts are most of a short file, and most of the time:
// the fastest level takes less than half of it for 8 % more bytes, the highest saves nothing worth it.
// Of the small objects it saves 3 %, and they are few.
const level, hardest = 6, zlib.BestCompression

// long is the number of pages from which the streams of a document are compressed by as many
// goroutines as there are processors. Shorter documents come in numbers, and are made side by side.
const long = 64

// workers is how many goroutines compress the streams of a document.
func workers(pages int) int {
	if pages < long {
		return 1
	}
	return runtime.GOMAXPROCS(0)
}

// packer compresses, and keeps what one goroutine can use again.
type packer struct {
	out  bytes.Buffer
	zip  *zlib.Writer
	hard *zlib.Writer // made when first needed
	tidy tidier
}

func newPacker() *packer {
	p := new(packer)
	p.zip, _ = zlib.NewWriterLevel(nil, level)
	return p
}

// deflate compresses data. The result is good until the next call.
func (p *packer) deflate(data []byte) []byte { return p.with(p.zip, data) }

// squeeze compresses data as well as it goes. The result is good until the next call.
func (p *packer) squeeze(data []byte) []byte {
	if p.hard == nil {
		p.hard, _ = zlib.NewWriterLevel(nil, hardest)
	}
	return p.with(p.hard, data)
}

func (p *packer) with(zip *zlib.Writer, data []byte) []byte {
	p.out.Reset()
	zip.Reset(&p.out)
	zip.Write(data) // a bytes.Buffer takes everything
	zip.Close()
	return p.out.Bytes()
}

// stream is a compressed stream that is perhaps still in the making.
type stream struct {
	ref  object.Ref
	dict object.Dict
	made chan made
}

// made is what became of a stream.
type made struct {
	data []byte
	err  error
}

// addLater gives out the next number for a stream that pack makes, compressed. Such streams are
// written behind everything else in the order of their numbers, so the file is the same whoever makes
// them and whenever they are ready.
func (f *file) addLater(d object.Dict, pack func(*packer) ([]byte, error)) object.Ref {
	s := stream{ref: f.reserve(), dict: d.With("Filter", object.Name("FlateDecode")), made: make(chan made, 1)}
	f.later = append(f.later, s)
	p := <-f.packers
	run := func() {
		data, err := pack(p)
		s.made <- made{bytes.Clone(data), err}
		f.packers <- p
	}
	if cap(f.packers) == 1 {
		run()
	} else {
		go run()
	}
	return s.ref
}

// finish writes the streams that wait, all of them, even if one has failed: none is in the making
// afterwards.
func (f *file) finish() error {
	var fault error
	for _, s := range f.later {
		m := <-s.made
		if m.err != nil && fault == nil {
			fault = m.err
		}
		f.putStream(s.ref, s.dict, m.data)
	}
	f.later = nil
	return fault
}
