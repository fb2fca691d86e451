/** What a running system is made of and how it is doing, as the supervisor knows it and {@code pms status} says it. */
@NullMarked
package pms.cli.system;

import org.jspecify.annotations.NullMarked;
