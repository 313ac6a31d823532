export { type DataModel, type DataRequest, type ReadData, readData } from "./read-data.ts";
