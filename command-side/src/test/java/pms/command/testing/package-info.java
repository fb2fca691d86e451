/** What the integration tests stand on: real servers, one start of the service, a billing peer. */
package pms.command.testing;
