/** Templates as text. */
@NullMarked
package pms.iac.template;

import org.jspecify.annotations.NullMarked;
