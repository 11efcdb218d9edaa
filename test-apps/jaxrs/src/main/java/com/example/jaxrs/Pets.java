package com.example.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** A sub-resource, reached through its owner. */
@Produces("text/plain")
public class Pets {
  @GET
  public String all() {
    return "pets";
  }

  @GET
  @Path("{pet}")
  public String pet(@PathParam("pet") String pet) {
    return "pet " + pet;
  }

  @Path("/{pet}/visits/")
  public Visits visits() {
    return new Visits();
  }
}
