import Exchange

/// The description of the interface (OpenAPI 3.1), for whoever may log in.
extension ApiArea {
  var description: [Route] {
    [
      Route(.get, "/api/v1/openapi.yaml") { _ in
        WebAnswer(type: "application/yaml", PackageResources.openapi_yaml)
      }
    ]
  }
}
