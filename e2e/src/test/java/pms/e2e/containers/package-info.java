/** What the images are made of, as far as it shows without building them. */
@NullMarked
package pms.e2e.containers;

import org.jspecify.annotations.NullMarked;
