/** {@code pms load}: FHIR resources from a file become commands that go through the gateway. */
@NullMarked
package pms.cli.load;

import org.jspecify.annotations.NullMarked;
