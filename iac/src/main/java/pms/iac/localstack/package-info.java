/** The system on LocalStack. */
@NullMarked
package pms.iac.localstack;

import org.jspecify.annotations.NullMarked;
