import * as account from './account';
import * as aging from './aging';
import * as applications from './applications';
import * as bank from './bank';
import * as customers from './customers';
import * as desk from './desk';
import * as modelNames from './model-names';
import * as report from './report';
import * as shell from './shell';
import * as words from './words';

export const texts = {
  ...account,
  ...aging,
  ...applications,
  ...bank,
  ...customers,
  ...desk,
  ...modelNames,
  ...report,
  ...shell,
  ...words,
};
