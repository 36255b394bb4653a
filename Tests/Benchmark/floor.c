/* The least work that any generator on this parser can do: read each article, skip its front matter, parse and print the body
 * with cmark-gfm, write one page of at least PAGE bytes. One thread, no templates, no index. Compare a full build against it.
 *
 * build: cc -O2 floor.c -o floor -lcmark-gfm-extensions -lcmark-gfm
 * usage: floor ARTICLES OUT PAGE
 */
#define _GNU_SOURCE
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const extensions[] = {"table", "strikethrough", "autolink", "tasklist"};

/* The body as HTML, to be freed. */
static char *print(const char *body, size_t size) {
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
  cmark_parser_feed(parser, body, size);
  cmark_node *tree = cmark_parser_finish(parser);
  char *html = cmark_render_html(tree, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
  cmark_node_free(tree);
  cmark_parser_free(parser);
  return html;
}

int main(int argc, char **argv) {
  if (argc != 4) return fprintf(stderr, "usage: floor ARTICLES OUT PAGE\n"), 2;
  size_t page = strtoul(argv[3], NULL, 10), capacity = 1 << 20, written = 0;
  char *source = malloc(capacity), *padding = calloc(1, page + 1), path[4096];
  cmark_gfm_core_extensions_ensure_registered();
  mkdir(argv[2], 0755);
  DIR *folder = opendir(argv[1]);
  if (!folder) return perror(argv[1]), 2;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
    int file = open(path, O_RDONLY);
    struct stat status;
    fstat(file, &status);
    if ((size_t)status.st_size > capacity) source = realloc(source, capacity = status.st_size);
    ssize_t size = read(file, source, status.st_size);
    close(file);
    if (size < 0) return perror(path), 2;
    char *end = memmem(source, size, "\n---\n", 5), *body = end ? end + 5 : source;
    char *html = print(body, size - (body - source));
    size_t length = strlen(html);
    snprintf(path, sizeof path, "%s/%.*s", argv[2], (int)strlen(entry->d_name) - 3, entry->d_name);
    mkdir(path, 0755);
    strcat(path, "/index.html");
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (write(file, html, length) < 0) return perror(path), 2;
    if (length < page && write(file, padding, page - length) < 0) return perror(path), 2;
    written += length < page ? page : length;
    close(file);
    free(html);
    count++;
  }
  printf("%d pages, %zu bytes\n", count, written);
  return 0;
}
