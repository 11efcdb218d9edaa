package com.example.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** A sub-resource of a sub-resource. */
@Produces("text/plain")
public class Visits {
  @GET
  @Path("{visit}")
  public String visit(@PathParam("visit") String visit) {
    return "visit " + visit;
  }
}
