/**
 * One web application on every server, with the finished agent: {@link
 * io.sidelight.matrix.MatrixIT} sends the same requests to each and compares what is counted and
 * traced with what it sent.
 */
package io.sidelight.matrix;
