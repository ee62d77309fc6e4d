package doc

// Book is several documents bound together (汇编): a front with the contents, and
// parts. Pages are numbered through; every part begins on a page of its own.
type Book struct {
	Front Document // its Title, Author … are those of the book; its Last closes the book
	Parts []BookPart
}

// BookPart is one document of a book. Its identifiers are its own: the same may occur
// in another part. Its Last is left out.
type BookPart struct {
	ID       string // where the contents lead: #ID
	Head     string // running head of its pages, and its bookmark; "" means the title
	Document *Document
}
