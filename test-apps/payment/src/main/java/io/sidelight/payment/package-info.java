/** A service that takes payments. It knows nothing of any agent. */
package io.sidelight.payment;
