package com.example.jaxrs;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Makes an answer of an exception. */
@Provider
public class Trouble implements ExceptionMapper<UnsupportedOperationException> {
  @Override
  public Response toResponse(UnsupportedOperationException exception) {
    return Response.serverError().entity("trouble with " + exception.getMessage()).build();
  }
}
