/** The contract of access: what a token says, which one is good, and who may do what is decided from. */
@NullMarked
package pms.access;

import org.jspecify.annotations.NullMarked;
