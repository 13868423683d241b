// Starts ReDoc on the OpenAPI document that the page names.
const place = document.getElementById("redoc");
Redoc.init(place.dataset.openapi, { hideDownloadButton: false, expandResponses: "200,201" }, place);
