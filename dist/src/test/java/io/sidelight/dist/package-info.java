/** The finished agent jar as a whole, from outside: in JVMs of their own that carry it. */
package io.sidelight.dist;
