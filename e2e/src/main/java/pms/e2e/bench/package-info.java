/** Measures what the project promises, against the running system. */
@NullMarked
package pms.e2e.bench;

import org.jspecify.annotations.NullMarked;
