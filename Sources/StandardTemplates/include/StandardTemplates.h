#ifndef STANDARD_TEMPLATES_H
#define STANDARD_TEMPLATES_H

/// A file of Templates/, carried in the program.
struct StandardTemplate {
  /// Relative to Templates/; null behind the last one.
  const char *path;
  /// Its bytes, closed by a zero; none of them is one.
  const unsigned char *bytes;
};

/// All of them, in the order of their paths.
const struct StandardTemplate *standardTemplates(void);

#endif
