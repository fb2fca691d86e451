/** The network, and who may open a connection to whom in it. */
@NullMarked
package pms.iac.network;

import org.jspecify.annotations.NullMarked;
