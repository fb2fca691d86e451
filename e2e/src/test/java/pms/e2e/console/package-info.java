/** The console in a real browser: each page, whole stories, and what a screen reader and a small screen make of it. */
@NullMarked
package pms.e2e.console;

import org.jspecify.annotations.NullMarked;
