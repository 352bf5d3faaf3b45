// Package lessons reads the course: Markdown files in a folder, one per
// lesson, ordered by file name.
//
// The package is pure. It knows no terminal and no Docker; it turns text into
// pages, blocks and problems, and the same text always gives the same result.
// README.md in this folder describes the format for authors.
package lessons
