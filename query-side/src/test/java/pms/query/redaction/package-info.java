/** Tests of what logs may say. */
@NullMarked
package pms.query.redaction;

import org.jspecify.annotations.NullMarked;
