/** The synthetic patients of a system that is started with {@code --demo}. */
@NullMarked
package pms.cli.demo;

import org.jspecify.annotations.NullMarked;
