/** Limits of a file, as plain numbers. See `gates.yaml`. */
export interface ReadLimits {
  maxFileBytes: number;
  maxInflatedBytes: number;
  maxInflationRatio: number;
  maxSheets: number;
  maxRows: number;
  maxColumns: number;
  maxCellCharacters: number;
}
